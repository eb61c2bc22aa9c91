package dev.firebucket.query.format;

import dev.firebucket.go.number.FloatText;
import dev.firebucket.go.time.PrometheusDuration;
import dev.firebucket.query.ast.DurationExpr;
import java.time.Duration;

/// Writes durations of selectors and subqueries.
final class DurationPrinter {
  private DurationPrinter() {}

  /// A window, step or offset: a literal as a duration whatever it was written as (`[300]` is
  /// `[5m]`), anything else as an expression.
  static String print(DurationExpr duration) {
    return duration instanceof DurationExpr.Literal literal ? alone(literal) : expression(duration);
  }

  /// An offset. What would end too early there, as `offset -step() * 2` does before the `*`, gets
  /// parentheses.
  static String offset(DurationExpr duration) {
    return endsWhole(duration) ? print(duration) : "(" + expression(duration) + ")";
  }

  private static boolean endsWhole(DurationExpr duration) {
    return switch (duration) {
      case DurationExpr.Literal _,
          DurationExpr.Function _,
          DurationExpr.MinMax _,
          DurationExpr.Paren _ ->
          true;
      case DurationExpr.Signed signed ->
          !(signed.inner() instanceof DurationExpr.Signed
              || signed.inner() instanceof DurationExpr.Arithmetic);
      case DurationExpr.Arithmetic arithmetic -> beginsWithParenthesis(arithmetic);
    };
  }

  private static boolean beginsWithParenthesis(DurationExpr duration) {
    return switch (duration) {
      case DurationExpr.Paren _ -> true;
      case DurationExpr.Arithmetic arithmetic -> beginsWithParenthesis(arithmetic.left());
      case DurationExpr.Literal _,
          DurationExpr.Function _,
          DurationExpr.MinMax _,
          DurationExpr.Signed _ ->
          false;
    };
  }

  /// A duration within an expression of durations: numbers stay numbers.
  static String expression(DurationExpr duration) {
    return switch (duration) {
      case DurationExpr.Literal literal -> number(literal.seconds(), literal.writtenAsDuration());
      case DurationExpr.Function function -> function.name() + "()";
      case DurationExpr.MinMax minMax ->
          (minMax.max() ? "max_of(" : "min_of(")
              + expression(minMax.left())
              + ", "
              + expression(minMax.right())
              + ")";
      case DurationExpr.Signed signed -> (signed.negate() ? "-" : "") + expression(signed.inner());
      case DurationExpr.Arithmetic arithmetic ->
          base(arithmetic) + " " + arithmetic.operator() + " " + expression(arithmetic.right());
      case DurationExpr.Paren paren -> "(" + expression(paren.inner()) + ")";
    };
  }

  /// The left operand: a negative number keeps the parentheses that hold it together before `^`.
  private static String base(DurationExpr.Arithmetic arithmetic) {
    String left = expression(arithmetic.left());
    boolean negativeBase =
        arithmetic.operator() == '^'
            && arithmetic.left() instanceof DurationExpr.Literal
            && left.startsWith("-");
    return negativeBase ? "(" + left + ")" : left;
  }

  /// A number, or a duration of so many seconds.
  static String number(double seconds, boolean asDuration) {
    if (!asDuration) {
      return FloatText.plain(seconds);
    }
    return signed(Math.round(seconds * 1000));
  }

  private static String alone(DurationExpr.Literal literal) {
    boolean tooShort = literal.millis() == 0 && literal.seconds() != 0;
    return tooShort ? FloatText.plain(literal.seconds()) : signed(literal.millis());
  }

  private static String signed(long millis) {
    String text = PrometheusDuration.format(Duration.ofMillis(Math.abs(millis)));
    return millis < 0 ? "-" + text : text;
  }
}
