package dev.firebucket.query.parser;

import dev.firebucket.query.ast.DurationExpr;
import dev.firebucket.query.ast.Expr.NumberLiteral;
import dev.firebucket.query.ast.SourceRange;

/// Reads durations where the grammar wants one, with their arithmetic: `5m`, `300`, `step() * 2`,
/// `max_of(range(), 1h)`.
final class DurationParser {
  private static final int SUM = 1;
  private static final int PRODUCT = 2;
  private static final int POWER = 3;

  /// The longest duration in seconds: 63 bits of nanoseconds.
  private static final double LONGEST = 0x1p63 / 1e9;

  private final TokenStream tokens;
  private final ParserFeatures features;
  private final LiteralParser literals;
  private final Nesting nesting;

  DurationParser(
      TokenStream tokens, ParserFeatures features, LiteralParser literals, Nesting nesting) {
    this.tokens = tokens;
    this.features = features;
    this.literals = literals;
    this.nesting = nesting;
  }

  private record Tall(DurationExpr duration, int height) {}

  /// A duration in brackets, which must be above 0 where that shows already.
  DurationExpr positive() {
    DurationExpr duration = binary(SUM).duration();
    tokens.peek();
    if (duration instanceof DurationExpr.Literal literal && literal.seconds() <= 0) {
      throw tokens.error(literal.range(), "duration must be greater than 0");
    }
    return duration;
  }

  /// A duration after `offset`. It ends before an operator unless it begins with a parenthesis, so
  /// that `x offset 5m + 1` adds to `x`.
  DurationExpr offset() {
    return switch (tokens.peek().type()) {
      case LEFT_PAREN -> binary(SUM).duration();
      case ADD, SUBTRACT -> signedOffset();
      default -> primary().duration();
    };
  }

  private DurationExpr signedOffset() {
    Token sign = tokens.take();
    return switch (tokens.peek().type()) {
      case ADD, SUBTRACT -> climb(signed(sign, binary(POWER)), SUM).duration();
      case LEFT_PAREN -> {
        tokens.take();
        Tall inner = binary(SUM);
        Token close = tokens.expect(TokenType.RIGHT_PAREN);
        yield signed(sign, wrapped(sign.end(), inner, close)).duration();
      }
      default -> signed(sign, primary()).duration();
    };
  }

  private Tall binary(int loosest) {
    nesting.enter();
    Tall left = unary();
    Tall whole = climb(left, loosest);
    nesting.leave();
    return whole;
  }

  private Tall climb(Tall first, int loosest) {
    Tall left = first;
    while (precedence(tokens.peek().type()) >= loosest) {
      Token operator = tokens.take();
      int precedence = precedence(operator.type());
      Tall right = binary(precedence == POWER ? POWER : precedence + 1);
      left = join(left, operator, right);
    }
    return left;
  }

  private Tall join(Tall left, Token operator, Tall right) {
    requireExpressions(left.duration().range());
    char symbol = operator.text().charAt(0);
    boolean byZero =
        right.duration() instanceof DurationExpr.Literal literal && literal.seconds() == 0;
    if (byZero && (symbol == '/' || symbol == '%')) {
      String problem = symbol == '/' ? "division by zero" : "modulo by zero";
      throw tokens.error(operator.range(), problem);
    }
    SourceRange range =
        new SourceRange(left.duration().range().start(), right.duration().range().end());
    int height = nesting.checked(Math.max(left.height(), right.height()) + 1, range);
    return new Tall(
        new DurationExpr.Arithmetic(symbol, left.duration(), right.duration(), range), height);
  }

  private Tall unary() {
    if (!tokens.at(TokenType.ADD) && !tokens.at(TokenType.SUBTRACT)) {
      return primary();
    }
    Token sign = tokens.take();
    return signed(sign, binary(POWER));
  }

  /// A sign before a literal belongs to it; a plus before anything else says nothing.
  private Tall signed(Token sign, Tall inner) {
    SourceRange range = new SourceRange(sign.start(), inner.duration().range().end());
    boolean negate = sign.type() == TokenType.SUBTRACT;
    if (inner.duration() instanceof DurationExpr.Literal literal) {
      double seconds = negate ? -literal.seconds() : literal.seconds();
      return new Tall(
          new DurationExpr.Literal(seconds, literal.writtenAsDuration(), range), inner.height());
    }
    if (!negate) {
      return inner;
    }
    int height = nesting.checked(inner.height() + 1, range);
    return new Tall(new DurationExpr.Signed(true, inner.duration(), range), height);
  }

  private Tall primary() {
    return switch (tokens.peek().type()) {
      case STEP, RANGE -> new Tall(function(), 1);
      case MAX_OF, MIN_OF -> minMax();
      case LEFT_PAREN -> paren();
      default -> new Tall(literal(), 1);
    };
  }

  private DurationExpr literal() {
    NumberLiteral number = literals.number();
    if (Math.abs(number.value()) > LONGEST) {
      throw tokens.error(number.range(), "duration out of range");
    }
    return new DurationExpr.Literal(number.value(), number.writtenAsDuration(), number.range());
  }

  private DurationExpr function() {
    Token name = tokens.take();
    tokens.expect(TokenType.LEFT_PAREN);
    Token close = tokens.expect(TokenType.RIGHT_PAREN);
    SourceRange range = new SourceRange(name.start(), close.end());
    requireExpressions(range);
    return new DurationExpr.Function(name.type().spelling(), range);
  }

  private Tall minMax() {
    Token name = tokens.take();
    tokens.expect(TokenType.LEFT_PAREN);
    Tall left = binary(SUM);
    tokens.expect(TokenType.COMMA);
    Tall right = binary(SUM);
    Token close = tokens.expect(TokenType.RIGHT_PAREN);
    SourceRange range = new SourceRange(name.start(), close.end());
    requireExpressions(range);
    int height = nesting.checked(Math.max(left.height(), right.height()) + 1, range);
    boolean max = name.type() == TokenType.MAX_OF;
    return new Tall(new DurationExpr.MinMax(max, left.duration(), right.duration(), range), height);
  }

  private Tall paren() {
    Token open = tokens.take();
    Tall inner = binary(SUM);
    Token close = tokens.expect(TokenType.RIGHT_PAREN);
    requireExpressions(inner.duration().range());
    return wrapped(open.start(), inner, close);
  }

  /// Parentheses are kept once, and around arithmetic only, as Prometheus prints them.
  private Tall wrapped(int start, Tall inner, Token close) {
    SourceRange range = new SourceRange(start, close.end());
    return switch (inner.duration()) {
      case DurationExpr.Literal literal -> inner;
      case DurationExpr.Paren paren -> inner;
      case DurationExpr.Function function -> paren(inner, range);
      case DurationExpr.MinMax minMax -> paren(inner, range);
      case DurationExpr.Signed signed -> paren(inner, range);
      case DurationExpr.Arithmetic arithmetic -> paren(inner, range);
    };
  }

  private Tall paren(Tall inner, SourceRange range) {
    int height = nesting.checked(inner.height() + 1, range);
    return new Tall(new DurationExpr.Paren(inner.duration(), range), height);
  }

  private void requireExpressions(SourceRange range) {
    if (!features.durationExpressions()) {
      throw tokens.error(range, "experimental duration expression is not enabled");
    }
  }

  private static int precedence(TokenType type) {
    return switch (type) {
      case ADD, SUBTRACT -> SUM;
      case MULTIPLY, DIVIDE, MODULO -> PRODUCT;
      case POWER -> POWER;
      default -> 0;
    };
  }
}
