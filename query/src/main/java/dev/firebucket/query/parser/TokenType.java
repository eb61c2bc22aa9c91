package dev.firebucket.query.parser;

import static dev.firebucket.query.parser.TokenType.Family.AGGREGATOR;
import static dev.firebucket.query.parser.TokenType.Family.KEYWORD;
import static dev.firebucket.query.parser.TokenType.Family.LITERAL;
import static dev.firebucket.query.parser.TokenType.Family.OPERATOR;
import static dev.firebucket.query.parser.TokenType.Family.PUNCTUATION;
import static dev.firebucket.query.parser.TokenType.Family.TIME_FUNCTION;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The kinds of tokens of PromQL, with their spelling; for those that have none, what error
/// messages call them.
enum TokenType {
  END_OF_INPUT("end of input", LITERAL),
  COMMENT("comment", LITERAL),
  IDENTIFIER("identifier", LITERAL),
  METRIC_IDENTIFIER("metric identifier", LITERAL),
  STRING("string", LITERAL),
  NUMBER("number", LITERAL),
  DURATION("duration", LITERAL),

  LEFT_PAREN("(", PUNCTUATION),
  RIGHT_PAREN(")", PUNCTUATION),
  LEFT_BRACE("{", PUNCTUATION),
  RIGHT_BRACE("}", PUNCTUATION),
  LEFT_BRACKET("[", PUNCTUATION),
  RIGHT_BRACKET("]", PUNCTUATION),
  COMMA(",", PUNCTUATION),
  ASSIGN("=", PUNCTUATION),
  COLON(":", PUNCTUATION),

  ADD("+", OPERATOR),
  SUBTRACT("-", OPERATOR),
  MULTIPLY("*", OPERATOR),
  DIVIDE("/", OPERATOR),
  MODULO("%", OPERATOR),
  POWER("^", OPERATOR),
  ATAN2("atan2", OPERATOR),
  EQUAL("==", OPERATOR),
  NOT_EQUAL("!=", OPERATOR),
  LESS("<", OPERATOR),
  LESS_OR_EQUAL("<=", OPERATOR),
  GREATER(">", OPERATOR),
  GREATER_OR_EQUAL(">=", OPERATOR),
  TRIM_UPPER("</", OPERATOR),
  TRIM_LOWER(">/", OPERATOR),
  AND("and", OPERATOR),
  OR("or", OPERATOR),
  UNLESS("unless", OPERATOR),
  MATCHES("=~", OPERATOR),
  NOT_MATCHES("!~", OPERATOR),
  AT("@", OPERATOR),

  SUM("sum", AGGREGATOR),
  AVG("avg", AGGREGATOR),
  MIN("min", AGGREGATOR),
  MAX("max", AGGREGATOR),
  COUNT("count", AGGREGATOR),
  GROUP("group", AGGREGATOR),
  STDDEV("stddev", AGGREGATOR),
  STDVAR("stdvar", AGGREGATOR),
  TOPK("topk", AGGREGATOR),
  BOTTOMK("bottomk", AGGREGATOR),
  QUANTILE("quantile", AGGREGATOR),
  COUNT_VALUES("count_values", AGGREGATOR),
  LIMITK("limitk", AGGREGATOR),
  LIMIT_RATIO("limit_ratio", AGGREGATOR),

  BOOL("bool", KEYWORD),
  BY("by", KEYWORD),
  WITHOUT("without", KEYWORD),
  ON("on", KEYWORD),
  IGNORING("ignoring", KEYWORD),
  GROUP_LEFT("group_left", KEYWORD),
  GROUP_RIGHT("group_right", KEYWORD),
  FILL("fill", KEYWORD),
  FILL_LEFT("fill_left", KEYWORD),
  FILL_RIGHT("fill_right", KEYWORD),
  OFFSET("offset", KEYWORD),
  ANCHORED("anchored", KEYWORD),
  SMOOTHED("smoothed", KEYWORD),

  START("start", TIME_FUNCTION),
  END("end", TIME_FUNCTION),
  STEP("step", TIME_FUNCTION),
  RANGE("range", TIME_FUNCTION),
  MAX_OF("max_of", TIME_FUNCTION),
  MIN_OF("min_of", TIME_FUNCTION);

  /// What sort of token it is: error messages put brackets of their own around each.
  enum Family {
    LITERAL,
    PUNCTUATION,
    OPERATOR,
    AGGREGATOR,
    KEYWORD,
    /// Words that are functions in expressions and part of the grammar after `@` or in durations.
    TIME_FUNCTION
  }

  private static final Map<String, TokenType> WORDS = words();

  private final String spelling;
  private final Family family;

  TokenType(String spelling, Family family) {
    this.spelling = spelling;
    this.family = family;
  }

  /// As PromQL writes it; the name in messages for literals.
  String spelling() {
    return spelling;
  }

  Family family() {
    return family;
  }

  /// The type of a word that means something in PromQL, in any case of letters.
  static Optional<TokenType> ofWord(String word) {
    return Optional.ofNullable(WORDS.get(word.toLowerCase(Locale.ROOT)));
  }

  /// Whether a metric may bear this word as its name without quotes.
  boolean namesMetric() {
    return switch (family) {
      case AGGREGATOR, TIME_FUNCTION -> true;
      case LITERAL -> this == IDENTIFIER || this == METRIC_IDENTIFIER;
      case OPERATOR -> this == AND || this == OR || this == UNLESS;
      case KEYWORD ->
          this != BOOL
              && this != ON
              && this != IGNORING
              && this != GROUP_LEFT
              && this != GROUP_RIGHT;
      case PUNCTUATION -> false;
    };
  }

  /// Whether a label in `by (…)`, `on (…)` and the like may bear this word without quotes.
  boolean namesGroupingLabel() {
    return switch (family) {
      case AGGREGATOR, TIME_FUNCTION -> true;
      case LITERAL -> this == IDENTIFIER || this == METRIC_IDENTIFIER;
      case OPERATOR -> this == AND || this == OR || this == UNLESS || this == ATAN2;
      case KEYWORD -> this != WITHOUT;
      case PUNCTUATION -> false;
    };
  }

  /// Whether an expression may begin with it.
  boolean startsExpression() {
    return namesMetric()
        || switch (this) {
          case NUMBER, DURATION, STRING, LEFT_PAREN, LEFT_BRACE, ADD, SUBTRACT -> true;
          default -> false;
        };
  }

  private static Map<String, TokenType> words() {
    Map<String, TokenType> words = new HashMap<>();
    for (TokenType type : values()) {
      boolean word = Character.isLetter(type.spelling.charAt(0));
      if (word && type.family != LITERAL) {
        words.put(type.spelling, type);
      }
    }
    words.put("inf", NUMBER);
    words.put("nan", NUMBER);
    return Map.copyOf(words);
  }
}
