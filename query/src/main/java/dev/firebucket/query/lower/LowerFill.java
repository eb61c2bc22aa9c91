package dev.firebucket.query.lower;

import static dev.firebucket.query.relation.Expression.left;
import static dev.firebucket.query.relation.Expression.right;

import dev.firebucket.query.ast.VectorMatching;
import dev.firebucket.query.operation.GridOperations;
import dev.firebucket.query.relation.Column;
import dev.firebucket.query.relation.Expression;
import dev.firebucket.query.relation.Expression.Field;
import dev.firebucket.query.relation.Relation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `fill`, `fill_left`, `fill_right`: rows that meet nothing at a step meet a number there.
///
/// As in Prometheus, `fill_left` stands in for the many side and `fill_right` for the one side,
/// also with `group_right`, where the many side is the right one.
final class LowerFill {
  private final LowerBinary binary;
  private final @Nullable Double forMany;
  private final @Nullable Double forOne;
  private final Sides sides;

  /// The rows of both sides with their signatures, and the pairs that met.
  record Sides(Relation many, Relation one, Relation pairs) {}

  LowerFill(LowerBinary binary, VectorMatching matching, Sides sides) {
    this.binary = binary;
    this.forMany = matching.fillLeft();
    this.forOne = matching.fillRight();
    this.sides = sides;
  }

  /// The pairs with what is filled:
  ///
  /// ```sql
  /// add_3_filled AS MATERIALIZED (
  ///   SELECT signature, labels, grid FROM add_3_pairs
  ///   UNION ALL SELECT … rows of the many side that met none of the one …
  ///   UNION ALL SELECT … rows of the one side that met none of the many …
  /// )
  /// ```
  Relation filled() {
    List<Relation> parts = new ArrayList<>();
    List<Column> columns = new ArrayList<>(List.of(Column.SIGNATURE, Column.LABELS, Column.GRID));
    if (binary.filters()) {
      columns.add(Column.MET);
    }
    parts.add(new Relation.Map(columns, sides.pairs()));
    if (forOne != null) {
      parts.add(lonelyMany(forOne));
    }
    if (forMany != null) {
      parts.add(lonelyOne(forMany));
    }
    return new Relation.Union(parts);
  }

  /// ```sql
  /// SELECT signature, labels_unnamed(labels) AS labels, grid_add(grid, grid_constant(grid, 0E0), 0, labels) AS grid
  /// FROM (SELECT signature, l.labels, grid_unless(l.grid, r.grid) AS grid
  ///   FROM add_3_many l
  ///   LEFT JOIN (SELECT signature, grid_any(…) AS grid FROM add_3_one GROUP BY 1) r USING (signature))
  /// ```
  private Relation lonelyMany(double fill) {
    Expression constant = Terms.constant(Field.GRID, fill);
    return row(
        binary.resultLabels(Field.LABELS, Field.SIGNATURE),
        binary.value(Field.GRID, constant, Field.LABELS),
        binary.met(Field.GRID, constant),
        lonely(sides.many(), sides.one(), "grid"));
  }

  /// The other way round; the labels that matching compares stand for those of the many side.
  private Relation lonelyOne(double fill) {
    Expression constant = Terms.constant(Field.GRID, fill);
    return row(
        binary.resultLabels(Field.SIGNATURE, Field.LABELS),
        binary.value(constant, Field.GRID, Field.SIGNATURE),
        binary.met(constant, Field.GRID),
        lonely(sides.one(), sides.pairs(), binary.filters() ? "met" : "grid"));
  }

  private Relation row(Expression labels, Expression value, Column met, Relation lonely) {
    List<Column> columns =
        new ArrayList<>(List.of(Column.SIGNATURE, labels.as("labels"), value.as("grid")));
    if (binary.filters()) {
      columns.add(met);
    }
    return new Relation.Map(columns, lonely);
  }

  private static Relation lonely(Relation side, Relation other, String otherGrid) {
    return new Relation.Join(
        Relation.Join.Kind.LEFT,
        List.of(
            Column.SIGNATURE,
            left("labels").as("labels"),
            Expression.apply(GridOperations.UNLESS, left("grid"), right("grid")).as("grid")),
        side,
        new Relation.Group(Column.SIGNATURE, Terms.anyOf(otherGrid).as("grid"), other));
  }
}
