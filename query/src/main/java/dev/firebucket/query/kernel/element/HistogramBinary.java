package dev.firebucket.query.kernel.element;

import dev.firebucket.query.ast.BinaryOperator;
import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.histogram.HistogramEquality;
import dev.firebucket.query.histogram.HistogramTrim;
import dev.firebucket.query.histogram.Remark;
import dev.firebucket.query.histogram.WorkingHistogram;
import dev.firebucket.query.histogram.WorkingHistogram.Finding;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.FloatHistogram.ResetHint;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An operator of two values of which one is a histogram at least (`vectorElemBinop` in
/// `promql/engine.go`).
///
/// @param remarks collects annotations
record HistogramBinary(BinaryOperator operator, Grid left, Grid right, StepRemarks remarks) {
  /// What arithmetic or trimming gives at a step; null where it gives nothing.
  @Nullable FloatHistogram compute(int step) {
    FloatHistogram first = left.histogram(step);
    FloatHistogram second = right.histogram(step);
    if (first != null && second != null) {
      return ofTwo(first, second, step);
    }
    if (first != null) {
      return withNumber(first, right.value(step), step);
    }
    if (second != null && operator == BinaryOperator.MULTIPLY) {
      return WorkingHistogram.of(second).multiply(left.value(step)).compact().finish();
    }
    remarks.add(step, second == null ? Remark.FLOAT_WITH_FLOAT : Remark.FLOAT_WITH_HISTOGRAM);
    return null;
  }

  private @Nullable FloatHistogram withNumber(FloatHistogram histogram, double number, int step) {
    return switch (operator) {
      case MULTIPLY -> WorkingHistogram.of(histogram).multiply(number).compact().finish();
      case DIVIDE -> WorkingHistogram.of(histogram).divide(number).compact().finish();
      case TRIM_UPPER -> HistogramTrim.of(histogram, number, true);
      case TRIM_LOWER -> HistogramTrim.of(histogram, number, false);
      case ADD, SUBTRACT, MODULO, POWER, ATAN2 -> nothing(step, Remark.HISTOGRAM_WITH_FLOAT);
      case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, OR, AND, UNLESS ->
          throw new IllegalArgumentException("no arithmetic: " + operator.symbol());
    };
  }

  private @Nullable FloatHistogram ofTwo(FloatHistogram first, FloatHistogram second, int step) {
    return switch (operator) {
      case ADD -> {
        WorkingHistogram sum = WorkingHistogram.of(first);
        Set<Finding> findings = sum.add(second);
        boolean stands =
            stands(
                findings,
                Remark.RESET_COLLISION_IN_ADDITION,
                Remark.RECONCILED_BOUNDS_IN_ADDITION,
                step);
        yield stands ? sum.compact().finish() : null;
      }
      case SUBTRACT -> {
        WorkingHistogram difference = WorkingHistogram.of(first);
        Set<Finding> findings = difference.subtract(second);
        boolean stands =
            stands(
                findings,
                Remark.RESET_COLLISION_IN_SUBTRACTION,
                Remark.RECONCILED_BOUNDS_IN_SUBTRACTION,
                step);
        yield stands ? difference.withHint(ResetHint.GAUGE).compact().finish() : null;
      }
      case MULTIPLY, DIVIDE, MODULO, POWER, ATAN2, TRIM_UPPER, TRIM_LOWER ->
          nothing(step, Remark.HISTOGRAM_WITH_HISTOGRAM);
      case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, OR, AND, UNLESS ->
          throw new IllegalArgumentException("no arithmetic: " + operator.symbol());
    };
  }

  /// Whether a sum or difference is valid: after a collision of counter resets it is not.
  private boolean stands(Set<Finding> findings, Remark collision, Remark reconciled, int step) {
    if (findings.contains(Finding.INCOMPATIBLE)) {
      remarks.add(step, Remark.INCOMPATIBLE_BUCKETS);
      return false;
    }
    if (findings.contains(Finding.RESET_COLLISION)) {
      remarks.add(step, collision);
      return false;
    }
    if (findings.contains(Finding.RECONCILED_BOUNDS)) {
      remarks.add(step, reconciled);
    }
    return true;
  }

  private @Nullable FloatHistogram nothing(int step, Remark why) {
    remarks.add(step, why);
    return null;
  }

  /// Whether a comparison can be made at a step: only whether two histograms are the same.
  boolean comparable(int step) {
    FloatHistogram first = left.histogram(step);
    FloatHistogram second = right.histogram(step);
    boolean equality = operator == BinaryOperator.EQUAL || operator == BinaryOperator.NOT_EQUAL;
    if (first != null && second != null && equality) {
      return true;
    }
    remarks.add(
        step,
        first == null
            ? Remark.FLOAT_WITH_HISTOGRAM
            : second == null ? Remark.HISTOGRAM_WITH_FLOAT : Remark.HISTOGRAM_WITH_HISTOGRAM);
    return false;
  }

  /// Whether a comparison that can be made holds.
  boolean holds(int step) {
    FloatHistogram first = left.histogram(step);
    FloatHistogram second = right.histogram(step);
    boolean same = first != null && second != null && HistogramEquality.same(first, second);
    return same == (operator == BinaryOperator.EQUAL);
  }
}
