package dev.firebucket.query.kernel;

import dev.firebucket.query.ast.BinaryOperator;

/// An arithmetic operator or comparison of two grids: a value where both have one.
public final class BinaryKernel {
  private BinaryKernel() {}

  /// Arithmetic.
  public static Grid compute(BinaryOperator operator, Grid left, Grid right) {
    int size = left.size();
    GridBuilder out = new GridBuilder(left.steps());
    for (int step = 0; step < size; step++) {
      if (left.isPresent(step) && right.isPresent(step)) {
        out.set(step, Arithmetic.compute(operator, left.value(step), right.value(step)));
      }
    }
    return out.build();
  }

  /// A comparison that filters: the left value where it holds.
  public static Grid filter(BinaryOperator operator, Grid left, Grid right) {
    int size = left.size();
    GridBuilder out = new GridBuilder(left.steps());
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
  public static Grid test(BinaryOperator operator, Grid left, Grid right) {
    int size = left.size();
    GridBuilder out = new GridBuilder(left.steps());
    for (int step = 0; step < size; step++) {
      if (left.isPresent(step) && right.isPresent(step)) {
        out.set(step, Arithmetic.holds(operator, left.value(step), right.value(step)) ? 1 : 0);
      }
    }
    return out.build();
  }
}
