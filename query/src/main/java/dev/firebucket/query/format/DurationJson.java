package dev.firebucket.query.format;

import dev.firebucket.go.number.FloatText;
import dev.firebucket.query.ast.DurationExpr;
import org.jspecify.annotations.Nullable;

/// Writes the durations of a tree: as milliseconds, and as a tree of their own where they are
/// expressions.
final class DurationJson {
  private final JsonText json;

  DurationJson(JsonText json) {
    this.json = json;
  }

  /// The two keys of a duration: `range` and `rangeExpr`.
  void write(String key, @Nullable DurationExpr duration) {
    json.key(key);
    if (duration instanceof DurationExpr.Literal literal) {
      json.value(literal.millis()).key(key + "Expr").value(null);
      return;
    }
    json.value(0).key(key + "Expr");
    if (duration == null) {
      json.value(null);
    } else {
      tree(duration, false);
    }
  }

  private void tree(DurationExpr duration, boolean wrapped) {
    switch (duration) {
      case DurationExpr.Literal literal ->
          json.open('{')
              .key("duration")
              .value(literal.writtenAsDuration())
              .key("type")
              .value("numberLiteral")
              .key("val")
              .value(FloatText.plain(literal.seconds()))
              .close('}');
      case DurationExpr.Function function -> operation(function.name(), null, null, wrapped);
      case DurationExpr.MinMax minMax ->
          operation(minMax.max() ? "max_of" : "min_of", minMax.left(), minMax.right(), wrapped);
      case DurationExpr.Signed signed ->
          operation(signed.negate() ? "-" : "+", null, signed.inner(), wrapped);
      case DurationExpr.Arithmetic arithmetic ->
          operation(
              String.valueOf(arithmetic.operator()),
              arithmetic.left(),
              arithmetic.right(),
              wrapped);
      case DurationExpr.Paren paren -> tree(paren.inner(), true);
    }
  }

  private void operation(
      String operator, @Nullable DurationExpr left, @Nullable DurationExpr right, boolean wrapped) {
    json.open('{').key("lhs");
    operand(left);
    json.key("op").value(operator).key("rhs");
    operand(right);
    json.key("type").value("durationExpr").key("wrapped").value(wrapped).close('}');
  }

  private void operand(@Nullable DurationExpr operand) {
    if (operand == null) {
      json.value(null);
    } else {
      tree(operand, false);
    }
  }
}
