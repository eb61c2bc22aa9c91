package dev.firebucket.query.parser;

import dev.firebucket.query.ast.BinaryOperator;
import dev.firebucket.query.ast.Expr;
import dev.firebucket.query.ast.Expr.BinaryExpr;
import dev.firebucket.query.ast.Expr.NumberLiteral;
import dev.firebucket.query.ast.Expr.ParenExpr;
import dev.firebucket.query.ast.Expr.StringLiteral;
import dev.firebucket.query.ast.Expr.UnaryExpr;
import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.ast.ValueType;
import dev.firebucket.query.ast.VectorMatching;
import org.jspecify.annotations.Nullable;

/// Reads expressions by precedence climbing: operators here, what stands between them in the
/// parsers of calls, selectors and modifiers.
final class ExpressionParser {
  private static final int LOOSEST = BinaryOperator.OR.precedence();
  private static final int TIGHTEST = BinaryOperator.POWER.precedence();

  private final TokenStream tokens;
  private final ParserFeatures features;
  private final Nesting nesting;
  private final MatchingParser matchings;
  private final SelectorParser selectors;
  private final CallParser calls;
  private final ModifierParser modifiers;
  private final LiteralParser literals;

  ExpressionParser(TokenStream tokens, ParserFeatures features) {
    this.tokens = tokens;
    this.features = features;
    this.nesting = new Nesting(tokens);
    this.literals = new LiteralParser(tokens);
    this.matchings = new MatchingParser(tokens, literals);
    this.selectors = new SelectorParser(tokens);
    this.calls = new CallParser(tokens, features, this, nesting);
    this.modifiers = new ModifierParser(tokens, features, literals, nesting);
  }

  /// A whole expression.
  Expr expression() {
    return nested().expression();
  }

  /// An expression within another one.
  Tall nested() {
    return binary(LOOSEST);
  }

  private Tall binary(int loosest) {
    nesting.enter();
    Tall left = unary();
    BinaryOperator operator = operator(tokens.peek().type());
    while (operator != null && operator.precedence() >= loosest) {
      tokens.take();
      MatchingParser.Modifiers written = matchings.parse();
      Tall right = binary(operator == BinaryOperator.POWER ? TIGHTEST : operator.precedence() + 1);
      left = join(operator, left, written, right);
      operator = operator(tokens.peek().type());
    }
    nesting.leave();
    return left;
  }

  private Tall join(
      BinaryOperator operator, Tall left, MatchingParser.Modifiers written, Tall right) {
    SourceRange range =
        new SourceRange(left.expression().range().start(), right.expression().range().end());
    VectorMatching matching = written.matching();
    if (!features.fillModifiers()
        && (matching.fillLeft() != null || matching.fillRight() != null)) {
      throw tokens.error(range, "binop fill modifiers are experimental and not enabled");
    }
    nesting.operator(range);
    // The left operand of a chain is the chain so far: it nests no deeper.
    boolean chain = left.expression() instanceof BinaryExpr;
    int height =
        nesting.checked(Math.max(left.height() + (chain ? 0 : 1), right.height() + 1), range);
    boolean vectors =
        left.expression().type() == ValueType.VECTOR
            && right.expression().type() == ValueType.VECTOR;
    VectorMatching effective = effective(operator, matching, vectors);
    return new Tall(
        new BinaryExpr(
            operator,
            left.expression(),
            right.expression(),
            written.returnBool(),
            effective,
            range),
        height);
  }

  /// What matching means for the operator and its operands: nothing without two vectors (where it
  /// is an error the type checker says so), many to many for set operators.
  private static VectorMatching effective(
      BinaryOperator operator, VectorMatching written, boolean vectors) {
    boolean wrong =
        !written.labels().isEmpty() || written.fillLeft() != null || written.fillRight() != null;
    if (!vectors && !wrong) {
      return VectorMatching.DEFAULT;
    }
    boolean plain = written.cardinality() == VectorMatching.Cardinality.ONE_TO_ONE;
    return vectors && plain && operator.kind() == BinaryOperator.Kind.SET
        ? new VectorMatching(
            VectorMatching.Cardinality.MANY_TO_MANY,
            written.on(),
            written.labels(),
            written.include(),
            written.fillLeft(),
            written.fillRight())
        : written;
  }

  /// A sign binds as tight as `*`: `-a^b` is `-(a^b)`, `-a*b` is `(-a)*b`.
  private Tall unary() {
    if (!tokens.at(TokenType.ADD) && !tokens.at(TokenType.SUBTRACT)) {
      return modifiers.after(primary());
    }
    Token sign = tokens.take();
    boolean negate = sign.type() == TokenType.SUBTRACT;
    Tall operand = binary(TIGHTEST);
    Expr inner = operand.expression();
    SourceRange range = new SourceRange(sign.start(), inner.range().end());
    if (inner instanceof NumberLiteral number) {
      double value = negate ? -number.value() : number.value();
      return Tall.leaf(new NumberLiteral(value, number.writtenAsDuration(), range));
    }
    int height = nesting.checked(operand.height() + 1, range);
    return new Tall(new UnaryExpr(negate, inner, range), height);
  }

  private Tall primary() {
    Token token = tokens.peek();
    return switch (token.type()) {
      case NUMBER, DURATION -> Tall.leaf(literals.number());
      case STRING -> {
        tokens.take();
        yield Tall.leaf(new StringLiteral(StringUnquoter.unquote(token.text()), token.range()));
      }
      case LEFT_PAREN -> paren();
      case LEFT_BRACE -> Tall.leaf(selectors.selector());
      default -> {
        if (!token.type().namesMetric()) {
          throw tokens.unexpected();
        }
        tokens.take();
        yield calls.begins(token) ? calls.parse(token) : Tall.leaf(selectors.named(token));
      }
    };
  }

  private Tall paren() {
    Token open = tokens.take();
    Tall inner = nested();
    Token close = tokens.expect(TokenType.RIGHT_PAREN);
    SourceRange range = new SourceRange(open.start(), close.end());
    int height = nesting.checked(inner.height() + 1, range);
    return new Tall(new ParenExpr(inner.expression(), range), height);
  }

  private static @Nullable BinaryOperator operator(TokenType type) {
    return switch (type) {
      case OR -> BinaryOperator.OR;
      case AND -> BinaryOperator.AND;
      case UNLESS -> BinaryOperator.UNLESS;
      case EQUAL -> BinaryOperator.EQUAL;
      case NOT_EQUAL -> BinaryOperator.NOT_EQUAL;
      case LESS -> BinaryOperator.LESS;
      case LESS_OR_EQUAL -> BinaryOperator.LESS_OR_EQUAL;
      case GREATER -> BinaryOperator.GREATER;
      case GREATER_OR_EQUAL -> BinaryOperator.GREATER_OR_EQUAL;
      case TRIM_UPPER -> BinaryOperator.TRIM_UPPER;
      case TRIM_LOWER -> BinaryOperator.TRIM_LOWER;
      case ADD -> BinaryOperator.ADD;
      case SUBTRACT -> BinaryOperator.SUBTRACT;
      case MULTIPLY -> BinaryOperator.MULTIPLY;
      case DIVIDE -> BinaryOperator.DIVIDE;
      case MODULO -> BinaryOperator.MODULO;
      case ATAN2 -> BinaryOperator.ATAN2;
      case POWER -> BinaryOperator.POWER;
      default -> null;
    };
  }
}
