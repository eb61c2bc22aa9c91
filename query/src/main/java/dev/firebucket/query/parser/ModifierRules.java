package dev.firebucket.query.parser;

import dev.firebucket.go.number.FloatText;
import dev.firebucket.query.ast.DurationExpr;
import dev.firebucket.query.ast.Expr;
import dev.firebucket.query.ast.Expr.AggregateExpr;
import dev.firebucket.query.ast.Expr.BinaryExpr;
import dev.firebucket.query.ast.Expr.Call;
import dev.firebucket.query.ast.Expr.MatrixSelector;
import dev.firebucket.query.ast.Expr.NumberLiteral;
import dev.firebucket.query.ast.Expr.ParenExpr;
import dev.firebucket.query.ast.Expr.StringLiteral;
import dev.firebucket.query.ast.Expr.SubqueryExpr;
import dev.firebucket.query.ast.Expr.UnaryExpr;
import dev.firebucket.query.ast.Expr.VectorSelector;
import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.ast.TimeModifiers;
import dev.firebucket.query.error.PromqlException;
import org.jspecify.annotations.Nullable;

/// What a modifier may follow, and how often: puts `offset`, `@`, `anchored` and `smoothed` into
/// the selector or subquery that they follow.
final class ModifierRules {
  private static final String SUBJECTS =
      " modifier must be preceded by an instant vector selector or range vector selector or a"
          + " subquery";

  private final TokenStream tokens;
  private final ParserFeatures features;

  ModifierRules(TokenStream tokens, ParserFeatures features) {
    this.tokens = tokens;
    this.features = features;
  }

  /// The expression moved by an offset.
  Expr offset(Expr subject, DurationExpr offset) {
    TimeModifiers modifiers = modifiers(subject);
    if (modifiers == null) {
      throw tokens.error(subject.range(), "offset" + SUBJECTS);
    }
    if (moves(modifiers.offset())) {
      throw tokens.error(subject.range(), "offset may not be set multiple times");
    }
    return with(subject, new TimeModifiers(offset, modifiers.at()), offset.range().end());
  }

  /// The expression fixed at a time in seconds since the epoch.
  Expr at(Expr subject, NumberLiteral seconds) {
    double value = seconds.value();
    if (Double.isNaN(value) || Math.abs(value) >= 0x1p63) {
      throw tokens.error(
          subject.range(), "timestamp out of bounds for @ modifier: " + FloatText.fixed(value, 6));
    }
    return at(subject, new TimeModifiers.At.Timestamp(millis(value)), seconds.range().end());
  }

  /// The expression fixed at a time.
  Expr at(Expr subject, TimeModifiers.At at, int end) {
    TimeModifiers modifiers = modifiers(subject);
    if (modifiers == null) {
      throw tokens.error(subject.range(), "@" + SUBJECTS);
    }
    if (modifiers.at() != null) {
      throw tokens.error(subject.range(), "@ <timestamp> may not be set multiple times");
    }
    return with(subject, new TimeModifiers(modifiers.offset(), at), end);
  }

  /// The selector with its range extended.
  Expr extended(Expr subject, VectorSelector.Extension extension) {
    String keyword = extension == VectorSelector.Extension.ANCHORED ? "anchored" : "smoothed";
    if (!features.extendedRangeSelectors()) {
      throw tokens.error(subject.range(), keyword + " modifier is experimental and not enabled");
    }
    return switch (subject) {
      case VectorSelector selector -> extended(selector, extension, subject);
      case MatrixSelector matrix ->
          new MatrixSelector(
              extended(matrix.selector(), extension, subject), matrix.window(), matrix.range());
      case SubqueryExpr subquery ->
          throw tokens.error(
              subject.range(), keyword + " modifier is not supported for subqueries");
      case AggregateExpr _,
          BinaryExpr _,
          Call _,
          NumberLiteral _,
          ParenExpr _,
          StringLiteral _,
          UnaryExpr _ ->
          throw tokens.error(subject.range(), keyword + " modifier not implemented");
    };
  }

  private VectorSelector extended(
      VectorSelector selector, VectorSelector.Extension extension, Expr whole) {
    VectorSelector.Extension before = selector.extension();
    if (before != VectorSelector.Extension.NONE && before != extension) {
      throw together(whole);
    }
    return new VectorSelector(
        selector.name(), selector.matchers(), selector.modifiers(), extension, selector.range());
  }

  private PromqlException together(Expr whole) {
    return tokens.error(whole.range(), "anchored and smoothed modifiers cannot be used together");
  }

  private static boolean moves(@Nullable DurationExpr offset) {
    return offset != null
        && !(offset instanceof DurationExpr.Literal literal && literal.nanos() == 0);
  }

  private static @Nullable TimeModifiers modifiers(Expr subject) {
    return switch (subject) {
      case VectorSelector selector -> selector.modifiers();
      case MatrixSelector matrix -> matrix.selector().modifiers();
      case SubqueryExpr subquery -> subquery.modifiers();
      case AggregateExpr _,
          BinaryExpr _,
          Call _,
          NumberLiteral _,
          ParenExpr _,
          StringLiteral _,
          UnaryExpr _ ->
          null;
    };
  }

  private static Expr with(Expr subject, TimeModifiers modifiers, int end) {
    SourceRange range = new SourceRange(subject.range().start(), end);
    return switch (subject) {
      case VectorSelector selector -> with(selector, modifiers, range);
      case MatrixSelector matrix ->
          new MatrixSelector(
              with(matrix.selector(), modifiers, matrix.selector().range()),
              matrix.window(),
              range);
      case SubqueryExpr subquery ->
          new SubqueryExpr(subquery.inner(), subquery.window(), subquery.step(), modifiers, range);
      case AggregateExpr _,
          BinaryExpr _,
          Call _,
          NumberLiteral _,
          ParenExpr _,
          StringLiteral _,
          UnaryExpr _ ->
          throw new IllegalStateException("no modifiers on " + subject);
    };
  }

  private static VectorSelector with(
      VectorSelector selector, TimeModifiers modifiers, SourceRange range) {
    return new VectorSelector(
        selector.name(), selector.matchers(), modifiers, selector.extension(), range);
  }

  /// The nearest millisecond; beyond what a long holds the smallest one, as in Prometheus.
  private static long millis(double seconds) {
    double exact = seconds * 1000;
    double whole = exact < 0 ? Math.ceil(exact) : Math.floor(exact);
    double nearest = Math.abs(exact - whole) >= 0.5 ? whole + Math.signum(exact) : whole;
    return nearest >= -0x1p63 && nearest < 0x1p63 ? (long) nearest : Long.MIN_VALUE;
  }
}
