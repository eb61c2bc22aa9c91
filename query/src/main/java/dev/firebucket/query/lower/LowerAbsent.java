package dev.firebucket.query.lower;

import dev.firebucket.query.duckdb.GroupFunctions;
import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.plan.VectorPlan;
import dev.firebucket.storage.model.LabelSet;

/// `absent(v)` and `absent_over_time(v[5m])`: 1 where no series has a value.
final class LowerAbsent {
  private LowerAbsent() {}

  /// ```sql
  /// absent_2 AS (
  ///   SELECT one.labels, grid_unless(one.grid, v.grid) AS grid
  ///   FROM grids(1) one,
  ///     (SELECT grid_any(string_agg(labels || ':' || grid, ',')) AS grid FROM selector_1) v
  /// )
  /// ```
  static Vector lower(VectorPlan.Absent node, Lowering lowering) {
    Vector inner = lowering.lower(node.inner());
    // What `absent_over_time` gives goes through the end of the query, as all of windows does.
    boolean unnamed = lowering.delaysNames() && node.inner() instanceof VectorPlan.OverRange;
    LabelSet labels = unnamed ? node.labels().withoutMetadata() : node.labels();
    String one = lowering.source(new Source.Constant(labels, 1, node.steps()));
    String body =
        """
        SELECT one.labels, grid_unless(one.grid, v.grid) AS grid
        FROM %s one,
          (SELECT grid_any(%s) AS grid FROM %s) v"""
            .formatted(one, GroupFunctions.MEMBERS, inner.relation());
    return new Vector(lowering.define(lowering.name("absent"), body), MetricName.GONE);
  }
}
