package dev.firebucket.query.lower;

import static dev.firebucket.query.relation.Expression.left;
import static dev.firebucket.query.relation.Expression.right;

import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.operation.GridOperations;
import dev.firebucket.query.plan.VectorPlan;
import dev.firebucket.query.relation.Column;
import dev.firebucket.query.relation.Expression;
import dev.firebucket.query.relation.Relation;
import dev.firebucket.storage.model.LabelSet;
import java.util.List;

/// `absent(v)` and `absent_over_time(v[5m])`: 1 where no series has a value.
final class LowerAbsent {
  /// The columns of the answer: its one row, without the steps at which there is anything.
  static final List<Column> UNLESS_ANY =
      List.of(
          left("labels").as("labels"),
          Expression.apply(GridOperations.UNLESS, left("grid"), right("grid")).as("grid"));

  private LowerAbsent() {}

  /// ```sql
  /// absent_2 AS (
  ///   SELECT l.labels, grid_unless(l.grid, r.grid) AS grid
  ///   FROM grids(1) l, (SELECT grid_any(string_agg(labels || ':' || grid, ',')) AS grid FROM selector_1) r
  /// )
  /// ```
  static Vector lower(VectorPlan.Absent node, Lowering lowering) {
    Vector inner = lowering.lower(node.inner());
    // What `absent_over_time` gives goes through the end of the query, as all of windows does.
    boolean unnamed = lowering.delaysNames() && node.inner() instanceof VectorPlan.OverRange;
    LabelSet labels = unnamed ? node.labels().withoutMetadata() : node.labels();
    Relation one = lowering.made(new Source.Constant(labels, 1, node.steps()));
    Relation present = new Relation.Group(null, Terms.anyOf("grid").as("grid"), inner.relation());
    Relation absent = new Relation.Join(Relation.Join.Kind.ALL, UNLESS_ANY, one, present);
    return new Vector(lowering.define(lowering.name("absent"), absent), MetricName.GONE);
  }
}
