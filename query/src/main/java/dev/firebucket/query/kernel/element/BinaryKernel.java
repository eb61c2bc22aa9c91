package dev.firebucket.query.kernel.element;

import dev.firebucket.query.ast.BinaryOperator;
import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.grid.GridBuilder;
import dev.firebucket.storage.model.FloatHistogram;

/// An arithmetic operator, a comparison or a trimming of two grids: a value where both have one.
public final class BinaryKernel {
  private BinaryKernel() {}

  /// Arithmetic and trimming.
  ///
  /// @param remarks collects annotations about histograms in either
  public static Grid compute(BinaryOperator operator, Grid left, Grid right, StepRemarks remarks) {
    if (operator.kind() == BinaryOperator.Kind.TRIM || anyHistogram(left, right)) {
      return computeWithHistograms(operator, left, right, remarks);
    }
    int size = left.size();
    GridBuilder out = new GridBuilder(left.steps());
    for (int step = 0; step < size; step++) {
      if (left.isPresent(step) && right.isPresent(step)) {
        out.set(step, Arithmetic.compute(operator, left.value(step), right.value(step)));
      }
    }
    return out.build();
  }

  private static boolean anyHistogram(Grid left, Grid right) {
    return left.hasHistograms() || right.hasHistograms();
  }

  private static Grid computeWithHistograms(
      BinaryOperator operator, Grid left, Grid right, StepRemarks remarks) {
    HistogramBinary histograms = new HistogramBinary(operator, left, right, remarks);
    boolean ofNumbers = operator.kind() == BinaryOperator.Kind.ARITHMETIC;
    GridBuilder out = new GridBuilder(left.steps());
    for (int step = 0; step < left.size(); step++) {
      if (!left.isPresent(step) || !right.isPresent(step)) {
        continue;
      }
      if (ofNumbers && areNumbers(left, right, step)) {
        out.set(step, Arithmetic.compute(operator, left.value(step), right.value(step)));
        continue;
      }
      FloatHistogram result = histograms.compute(step);
      if (result != null) {
        out.set(step, result);
      }
    }
    return out.build();
  }

  private static boolean areNumbers(Grid left, Grid right, int step) {
    return left.histogram(step) == null && right.histogram(step) == null;
  }

  /// A comparison that filters: the left value where it holds.
  ///
  /// @param remarks collects annotations about histograms in either
  public static Grid filter(BinaryOperator operator, Grid left, Grid right, StepRemarks remarks) {
    int size = left.size();
    GridBuilder out = new GridBuilder(left.steps());
    if (anyHistogram(left, right)) {
      compareWithHistograms(
          new HistogramBinary(operator, left, right, remarks),
          (step, holds) -> {
            if (holds) {
              out.copy(left, step);
            }
          });
      return out.build();
    }
    for (int step = 0; step < size; step++) {
      if (left.isPresent(step)
          && right.isPresent(step)
          && Arithmetic.holds(operator, left.value(step), right.value(step))) {
        out.set(step, left.value(step));
      }
    }
    return out.build();
  }

  /// A comparison with `bool`: 1 where it holds, 0 where it does not.
  ///
  /// @param remarks collects annotations about histograms in either
  public static Grid test(BinaryOperator operator, Grid left, Grid right, StepRemarks remarks) {
    int size = left.size();
    GridBuilder out = new GridBuilder(left.steps());
    if (anyHistogram(left, right)) {
      compareWithHistograms(
          new HistogramBinary(operator, left, right, remarks),
          (step, holds) -> out.set(step, holds ? 1 : 0));
      return out.build();
    }
    for (int step = 0; step < size; step++) {
      if (left.isPresent(step) && right.isPresent(step)) {
        out.set(step, Arithmetic.holds(operator, left.value(step), right.value(step)) ? 1 : 0);
      }
    }
    return out.build();
  }

  /// The left grid where it can be compared with the right one: numbers with numbers, and whether
  /// two histograms are the same; or where it can be trimmed by it: histograms by numbers.
  public static Grid comparable(BinaryOperator operator, Grid left, Grid right) {
    if (operator.kind() == BinaryOperator.Kind.TRIM) {
      return trimmable(left, right);
    }
    if (!anyHistogram(left, right)) {
      return SetKernel.and(left, right);
    }
    HistogramBinary operation = new HistogramBinary(operator, left, right, (step, remark) -> {});
    GridBuilder out = new GridBuilder(left.steps());
    for (int step = 0; step < left.size(); step++) {
      boolean met = left.isPresent(step) && right.isPresent(step);
      if (met && (areNumbers(left, right, step) || operation.comparable(step))) {
        out.copy(left, step);
      }
    }
    return out.build();
  }

  private static Grid trimmable(Grid left, Grid right) {
    GridBuilder out = new GridBuilder(left.steps());
    for (int step = 0; step < left.size(); step++) {
      boolean met = left.isPresent(step) && right.isPresent(step);
      if (met && left.histogram(step) != null && right.histogram(step) == null) {
        out.copy(left, step);
      }
    }
    return out.build();
  }

  /// Takes the outcome of a comparison at a step.
  @FunctionalInterface
  private interface Outcome {
    void take(int step, boolean holds);
  }

  private static void compareWithHistograms(HistogramBinary operation, Outcome outcome) {
    Grid left = operation.left();
    Grid right = operation.right();
    for (int step = 0; step < left.size(); step++) {
      if (!left.isPresent(step) || !right.isPresent(step)) {
        continue;
      }
      if (areNumbers(left, right, step)) {
        outcome.take(
            step, Arithmetic.holds(operation.operator(), left.value(step), right.value(step)));
      } else if (operation.comparable(step)) {
        outcome.take(step, operation.holds(step));
      }
    }
  }
}
