package dev.firebucket.query.plan;

import dev.firebucket.query.ast.BinaryOperator;
import dev.firebucket.query.time.Steps;

/// A node that has one number at every step.
public sealed interface ScalarPlan extends Plan {

  /// The same number everywhere: literals, and expressions of literals only.
  record Constant(double value, Steps steps) implements ScalarPlan {}

  /// `time()`: the evaluation time in seconds.
  record Time(Steps steps) implements ScalarPlan {}

  /// `scalar(v)`: the value of the only element, NaN where there is not exactly one.
  record OfVector(VectorPlan vector, Steps steps) implements ScalarPlan {}

  /// Two scalars; comparisons give 0 or 1.
  record Binary(BinaryOperator operator, ScalarPlan left, ScalarPlan right, Steps steps)
      implements ScalarPlan {}

  /// `max_of(s, t)` and `min_of(s, t)`.
  ///
  /// @param greatest whether it is the larger of the two
  record Extreme(boolean greatest, ScalarPlan left, ScalarPlan right, Steps steps)
      implements ScalarPlan {}

  /// `-s`.
  record Negated(ScalarPlan inner, Steps steps) implements ScalarPlan {}

  /// Evaluated at the first step and repeated at all.
  record Repeated(ScalarPlan inner, Steps steps) implements ScalarPlan {}
}
