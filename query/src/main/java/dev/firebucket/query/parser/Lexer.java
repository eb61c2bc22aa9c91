package dev.firebucket.query.parser;

import dev.firebucket.go.text.Quote;
import dev.firebucket.query.error.PromqlException;
import org.jspecify.annotations.Nullable;

/// Splits a query into tokens, one at a time. What counts as a token depends on where it stands:
/// outside, inside braces (no keywords there), or inside brackets (durations only).
///
/// Errors have the words and places of Prometheus' lexer (`promql/parser/lex.go`).
final class Lexer {
  private final TextCursor cursor;
  private final ParseErrors errors;
  private int openParens;
  private boolean braceOpen;
  private boolean bracketOpen;
  private boolean durationNext;
  private boolean colonSeen;
  private boolean durationSeen;

  Lexer(String text, ParseErrors errors) {
    this.cursor = new TextCursor(text);
    this.errors = errors;
  }

  /// The next token, comments among them; at the end [TokenType#END_OF_INPUT], again and again.
  Token next() {
    while (true) {
      Token token = durationNext ? insideBrackets() : braceOpen ? insideBraces() : outside();
      if (token != null) {
        return token;
      }
    }
  }

  private @Nullable Token outside() {
    int point = cursor.next();
    if (Characters.space(point)) {
      return skipSpaces();
    }
    if (Characters.digit(point) || (point == '.' && Characters.digit(cursor.peek()))) {
      cursor.backup();
      return numberOrDuration();
    }
    if (Characters.letter(point) || point == ':') {
      return bracketOpen ? wordInsideBrackets(point) : word();
    }
    return switch (point) {
      case TextCursor.END -> end();
      case '#' -> comment();
      case '(' -> openParen();
      case ')' -> closeParen();
      case '{' -> openBrace();
      case '[' -> openBracket();
      case ']' -> closeBracket();
      case '=' -> equalsSign();
      case '!' -> exclamationMark();
      case '<' -> comparison(TokenType.LESS, TokenType.LESS_OR_EQUAL, TokenType.TRIM_UPPER);
      case '>' -> comparison(TokenType.GREATER, TokenType.GREATER_OR_EQUAL, TokenType.TRIM_LOWER);
      case '@' -> emit(TokenType.AT);
      case '"', '\'', '`' -> string(point);
      default -> {
        TokenType sign = arithmetic(point);
        if (sign == null) {
          throw error("unexpected character: " + Quote.character(point));
        }
        yield emit(sign);
      }
    };
  }

  /// Labels and matchers: keywords are plain identifiers here.
  private @Nullable Token insideBraces() {
    int point = cursor.next();
    if (Characters.space(point)) {
      return skipSpaces();
    }
    if (Characters.letter(point)) {
      while (Characters.letterOrDigit(cursor.peek())) {
        cursor.next();
      }
      return emit(TokenType.IDENTIFIER);
    }
    return switch (point) {
      case TextCursor.END -> throw error("unexpected end of input inside braces");
      case '#' -> comment();
      case ',' -> emit(TokenType.COMMA);
      case '"', '\'', '`' -> string(point);
      case '=' -> emit(cursor.accept("~") ? TokenType.MATCHES : TokenType.ASSIGN);
      case '!' -> negatedMatch();
      case '{' -> throw error("unexpected left brace '{'");
      case '}' -> closeBrace();
      default -> throw error("unexpected character inside braces: " + Quote.character(point));
    };
  }

  /// The start of a duration: after it, the lexer is as outside with a bracket open.
  private @Nullable Token insideBrackets() {
    int point = cursor.next();
    if (Characters.space(point)) {
      return skipSpaces();
    }
    if (Characters.digit(point) || (point == '.' && Characters.digit(cursor.peek()))) {
      cursor.backup();
      durationSeen = true;
      durationNext = false;
      return numberOrDuration();
    }
    return switch (point) {
      case TextCursor.END -> throw error("unexpected end of input in duration expression");
      case ']' -> {
        durationNext = false;
        colonSeen = false;
        bracketOpen = false;
        yield emit(TokenType.RIGHT_BRACKET);
      }
      case ':' -> firstColon();
      case '(' -> openParen();
      case ')' -> closeParen();
      default -> {
        TokenType sign = arithmetic(point);
        Token token = sign != null ? emit(sign) : durationWord(point);
        if (token == null) {
          throw error("unexpected character in duration expression: " + Quote.character(point));
        }
        yield token;
      }
    };
  }

  private static @Nullable TokenType arithmetic(int point) {
    return switch (point) {
      case '+' -> TokenType.ADD;
      case '-' -> TokenType.SUBTRACT;
      case '*' -> TokenType.MULTIPLY;
      case '/' -> TokenType.DIVIDE;
      case '%' -> TokenType.MODULO;
      case '^' -> TokenType.POWER;
      case ',' -> TokenType.COMMA;
      default -> null;
    };
  }

  private Token end() {
    if (openParens != 0) {
      throw error("unclosed left parenthesis");
    }
    if (bracketOpen) {
      throw error("unclosed left bracket");
    }
    return emit(TokenType.END_OF_INPUT);
  }

  private Token openParen() {
    openParens++;
    return emit(TokenType.LEFT_PAREN);
  }

  private Token closeParen() {
    openParens--;
    if (openParens < 0) {
      cursor.begin();
      throw error("unexpected right parenthesis ')'");
    }
    return emit(TokenType.RIGHT_PAREN);
  }

  private Token openBrace() {
    braceOpen = true;
    return emit(TokenType.LEFT_BRACE);
  }

  private Token closeBrace() {
    braceOpen = false;
    return emit(TokenType.RIGHT_BRACE);
  }

  private Token openBracket() {
    if (bracketOpen) {
      throw error("unexpected left bracket '['");
    }
    colonSeen = false;
    bracketOpen = true;
    durationNext = true;
    return emit(TokenType.LEFT_BRACKET);
  }

  private Token closeBracket() {
    if (!bracketOpen) {
      throw error("unexpected right bracket ']'");
    }
    bracketOpen = false;
    return emit(TokenType.RIGHT_BRACKET);
  }

  private Token firstColon() {
    Token colon = emit(TokenType.COLON);
    if (!durationSeen) {
      throw error("unexpected colon before duration in duration expression");
    }
    if (colonSeen) {
      throw error("unexpected repeated colon in duration expression");
    }
    colonSeen = true;
    return colon;
  }

  private Token equalsSign() {
    if (cursor.accept("=")) {
      return emit(TokenType.EQUAL);
    }
    if (cursor.at("~")) {
      throw error("unexpected character after '=': '~'");
    }
    return emit(TokenType.ASSIGN);
  }

  private Token exclamationMark() {
    int point = cursor.next();
    if (point != '=') {
      throw error("unexpected character after '!': " + Quote.character(point));
    }
    return emit(TokenType.NOT_EQUAL);
  }

  private Token negatedMatch() {
    int point = cursor.next();
    return switch (point) {
      case '~' -> emit(TokenType.NOT_MATCHES);
      case '=' -> emit(TokenType.NOT_EQUAL);
      default ->
          throw error("unexpected character after '!' inside braces: " + Quote.character(point));
    };
  }

  private Token comparison(TokenType alone, TokenType withEquals, TokenType withSlash) {
    if (cursor.accept("=")) {
      return emit(withEquals);
    }
    return emit(cursor.accept("/") ? withSlash : alone);
  }

  private Token string(int quote) {
    String problem = quote == '`' ? StringScanner.raw(cursor) : StringScanner.quoted(cursor, quote);
    if (problem != null) {
      throw error(problem);
    }
    return emit(TokenType.STRING);
  }

  private Token numberOrDuration() {
    if (NumberScanner.number(cursor)) {
      return emit(TokenType.NUMBER);
    }
    if (NumberScanner.restOfDuration(cursor)) {
      return emit(TokenType.DURATION);
    }
    throw error("bad number or duration syntax: " + Quote.string(cursor.pending()));
  }

  /// A keyword or the name of a metric or function; its first character is consumed.
  private Token word() {
    while (Characters.letterOrDigit(cursor.peek()) || cursor.peek() == ':') {
      cursor.next();
    }
    String word = cursor.pending();
    TokenType plain = word.indexOf(':') < 0 ? TokenType.IDENTIFIER : TokenType.METRIC_IDENTIFIER;
    TokenType type = TokenType.ofWord(word).orElse(plain);
    return switch (type) {
      // Words of before this keyword was born: metrics may bear them.
      case FILL, FILL_LEFT, FILL_RIGHT ->
          emit(cursor.peekAfterSpaces() == '(' ? type : TokenType.IDENTIFIER);
      default -> emit(type);
    };
  }

  private Token wordInsideBrackets(int point) {
    if (point == ':') {
      if (colonSeen) {
        throw error("unexpected colon ':'");
      }
      colonSeen = true;
      return emit(TokenType.COLON);
    }
    Token word = durationWord(point);
    if (word == null) {
      throw error("unexpected character: " + Quote.character(point) + ", expected ':'");
    }
    return word;
  }

  /// `step`, `range`, `max_of`, `min_of`; null if there is no such word.
  private @Nullable Token durationWord(int first) {
    if ("sSrRmM".indexOf(first) < 0) {
      return null;
    }
    while (Characters.letter(cursor.peek())) {
      cursor.next();
    }
    return switch (TokenType.ofWord(cursor.pending()).orElse(TokenType.IDENTIFIER)) {
      case STEP -> emit(TokenType.STEP);
      case RANGE -> emit(TokenType.RANGE);
      case MAX_OF -> emit(TokenType.MAX_OF);
      case MIN_OF -> emit(TokenType.MIN_OF);
      default -> null;
    };
  }

  private Token comment() {
    int point = cursor.next();
    while (!Characters.endOfLine(point) && point != TextCursor.END) {
      point = cursor.next();
    }
    cursor.backup();
    return emit(TokenType.COMMENT);
  }

  private @Nullable Token skipSpaces() {
    while (Characters.space(cursor.peek())) {
      cursor.next();
    }
    cursor.begin();
    return null;
  }

  private Token emit(TokenType type) {
    Token token = new Token(type, cursor.pending(), cursor.start());
    cursor.begin();
    return token;
  }

  private PromqlException error(String problem) {
    return errors.at(cursor.start(), cursor.length(), problem);
  }
}
