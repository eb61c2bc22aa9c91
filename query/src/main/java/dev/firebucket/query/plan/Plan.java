package dev.firebucket.query.plan;

import dev.firebucket.query.time.Steps;

/// A node of the bound plan. Switch over it without a `default`.
public sealed interface Plan permits Plan.Text, ScalarPlan, VectorPlan, RangePlan {
  /// The times at which the node has values.
  Steps steps();

  /// A string: only whole queries and arguments of a few functions are strings.
  ///
  /// @param value escapes resolved
  record Text(String value, Steps steps) implements Plan {}
}
