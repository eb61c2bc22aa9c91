package dev.firebucket.query.plan;

import dev.firebucket.go.math.Powers;
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

/// Durations to milliseconds: literals, arithmetic, and what depends on the query's own times.
///
/// @param stepMillis the step of the whole query
/// @param options with the query's times
record DurationEvaluator(long stepMillis, BindOptions options) {
  /// The longest duration of Go, in seconds.
  private static final double LONGEST_SECONDS = Long.MAX_VALUE / 1e9;

  /// Looks at all durations of a query, before anything else of it is looked at.
  ///
  /// @throws PromqlException of type `BAD_DATA` for the first that is none
  void check(Expr expression) {
    switch (expression) {
      case AggregateExpr aggregate -> {
        check(aggregate.inner());
        Expr parameter = aggregate.parameter();
        if (parameter != null) {
          check(parameter);
        }
      }
      case BinaryExpr binary -> {
        check(binary.left());
        check(binary.right());
      }
      case Call call -> call.arguments().forEach(this::check);
      case MatrixSelector matrix -> {
        positiveMillis(matrix.window());
        check(matrix.selector());
      }
      case ParenExpr paren -> check(paren.inner());
      case SubqueryExpr subquery -> check(subquery);
      case UnaryExpr unary -> check(unary.inner());
      case VectorSelector selector -> check(selector.modifiers());
      case NumberLiteral _, StringLiteral _ -> {}
    }
  }

  private void check(SubqueryExpr subquery) {
    check(subquery.modifiers());
    DurationExpr step = subquery.step();
    if (step != null) {
      positiveMillis(step);
    }
    positiveMillis(subquery.window());
    check(subquery.inner());
  }

  private void check(TimeModifiers modifiers) {
    DurationExpr offset = modifiers.offset();
    if (offset != null) {
      millis(offset);
    }
  }

  /// A length that must be above 0: a window or a step.
  long positiveMillis(DurationExpr duration) {
    long millis = millis(duration);
    if (millis <= 0) {
      throw malformed("duration must be greater than 0", duration.range());
    }
    return millis;
  }

  /// A length of any sign: an offset.
  long millis(DurationExpr duration) {
    if (duration instanceof DurationExpr.Literal literal) {
      return literal.millis();
    }
    double seconds = seconds(duration);
    if (!Double.isFinite(seconds)) {
      throw malformed("duration is NaN or infinite", duration.range());
    }
    if (Math.abs(seconds) > LONGEST_SECONDS) {
      throw malformed("duration is out of range", duration.range());
    }
    return (long) (seconds * 1000);
  }

  /// `start()`, `end()`, `range()`, `step()`: a time or a length of the whole query, in seconds.
  double ofQuery(String function) {
    return switch (function) {
      case "start" -> options.startMillis() / 1000.0;
      case "end" -> options.endMillis() / 1000.0;
      case "range" -> (options.endMillis() - options.startMillis()) / 1000.0;
      case "step" -> options.endMillis() == options.startMillis() ? 0 : stepMillis / 1000.0;
      default -> throw new IllegalArgumentException("not of the query: " + function);
    };
  }

  private double seconds(DurationExpr duration) {
    return switch (duration) {
      case DurationExpr.Literal literal -> literal.seconds();
      case DurationExpr.Paren paren -> seconds(paren.inner());
      case DurationExpr.Signed signed ->
          signed.negate() ? -seconds(signed.inner()) : seconds(signed.inner());
      case DurationExpr.MinMax pair -> {
        double left = seconds(pair.left());
        double right = seconds(pair.right());
        yield pair.max() ? Math.max(left, right) : Math.min(left, right);
      }
      case DurationExpr.Function function -> ofQuery(function);
      case DurationExpr.Arithmetic arithmetic -> compute(arithmetic);
    };
  }

  private double ofQuery(DurationExpr.Function function) {
    return switch (function.name()) {
      case "step" -> options.instant() ? 0 : stepMillis / 1000.0;
      case "range" -> (options.endMillis() - options.startMillis()) / 1000.0;
      default -> throw malformed("unknown duration function " + function.name(), function.range());
    };
  }

  private double compute(DurationExpr.Arithmetic arithmetic) {
    double left = seconds(arithmetic.left());
    double right = seconds(arithmetic.right());
    return switch (arithmetic.operator()) {
      case '+' -> left + right;
      case '-' -> left - right;
      case '*' -> left * right;
      case '/' -> left / divisor(right, "division by zero", arithmetic);
      case '%' -> left % divisor(right, "modulo by zero", arithmetic);
      case '^' -> Powers.of(left, right);
      default -> throw malformed("unknown operator " + arithmetic.operator(), arithmetic.range());
    };
  }

  private static double divisor(double value, String problem, DurationExpr.Arithmetic arithmetic) {
    if (value == 0) {
      throw malformed(problem, arithmetic.range());
    }
    return value;
  }

  /// Prometheus names the place by offsets here, not by line and column.
  private static PromqlException malformed(String message, SourceRange range) {
    return new PromqlException(
        PromqlException.Type.BAD_DATA, range.start() + ":" + range.end() + ": " + message, range);
  }
}
