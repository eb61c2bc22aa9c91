package dev.firebucket.query.lower;

import static dev.firebucket.query.relation.Expression.left;
import static dev.firebucket.query.relation.Expression.right;

import dev.firebucket.query.ast.BinaryOperator;
import dev.firebucket.query.ast.VectorMatching;
import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.operation.Clash;
import dev.firebucket.query.operation.GridOperations;
import dev.firebucket.query.operation.Operation;
import dev.firebucket.query.plan.VectorPlan;
import dev.firebucket.query.relation.Column;
import dev.firebucket.query.relation.Expression;
import dev.firebucket.query.relation.Expression.Field;
import dev.firebucket.query.relation.Relation;
import dev.firebucket.query.relation.Relation.Join;
import java.util.List;

/// `and`, `or`, `unless`: which series has something at a step decides, step by step.
final class LowerSetOperator {
  private LowerSetOperator() {}

  static Vector lower(VectorPlan.SetOperation node, Lowering lowering) {
    Vector left = lowering.lower(node.left());
    Vector right = lowering.lower(node.right());
    VectorMatching matching = node.matching();
    BinaryOperator operator = node.operator();
    if (operator == BinaryOperator.OR) {
      return or(left, right, matching, lowering);
    }
    Relation masked =
        operator == BinaryOperator.AND
            ? masked(GridOperations.AND, Join.Kind.MATCHED, left, right, matching)
            : masked(GridOperations.UNLESS, Join.Kind.LEFT, left, right, matching);
    return new Vector(lowering.define(lowering.name(operator.symbol()), masked), left.name());
  }

  /// ```sql
  /// and_3 AS (
  ///   SELECT l.labels, grid_and(l.grid, r.grid) AS grid
  ///   FROM (SELECT labels_keep(labels, 'job') AS signature, labels, grid FROM selector_1) l
  ///   JOIN (SELECT labels_keep(labels, 'job') AS signature,
  ///       grid_any(string_agg(labels || ':' || grid, ',')) AS grid
  ///     FROM selector_2
  ///     GROUP BY 1) r USING (signature)
  /// )
  /// ```
  private static Relation masked(
      Operation mask, Join.Kind kind, Vector rows, Vector others, VectorMatching matching) {
    return masked(left("labels"), mask, kind, rows, others, matching);
  }

  private static Relation masked(
      Expression labels,
      Operation mask,
      Join.Kind kind,
      Vector rows,
      Vector others,
      VectorMatching matching) {
    Relation signed =
        new Relation.Map(
            List.of(signature(rows, matching), Column.LABELS, Column.GRID), rows.relation());
    Relation present =
        new Relation.Group(
            signature(others, matching), Terms.anyOf("grid").as("grid"), others.relation());
    return new Join(
        kind,
        List.of(
            labels.as("labels"), Expression.apply(mask, left("grid"), right("grid")).as("grid")),
        signed,
        present);
  }

  private static Column signature(Vector vector, VectorMatching matching) {
    return Terms.group(vector, matching.on(), matching.labels()).as("signature");
  }

  /// ```sql
  /// or_3 AS (
  ///   SELECT labels, CASE WHEN count(grid) <= 1 THEN min(grid) ELSE grid_merge(…) END AS grid
  ///   FROM (SELECT labels, grid FROM selector_1
  ///     UNION ALL
  ///     SELECT l.labels, grid_unless(l.grid, r.grid) AS grid
  ///     FROM (SELECT labels_drop(labels, '__name__') AS signature, labels, grid FROM selector_2) l
  ///     LEFT JOIN (SELECT …, grid_any(…) AS grid FROM selector_1 GROUP BY 1) r USING (signature))
  ///   GROUP BY labels
  /// )
  /// ```
  private static Vector or(
      Vector first, Vector second, VectorMatching matching, Lowering lowering) {
    Vector left = besideNamed(first, second);
    Vector right = besideNamed(second, first);
    String name = lowering.name("or");
    Vector kept =
        new Vector(
            lowering.defineOnce(name + "_left", Relation.rows(left.relation())), left.name());
    Relation rows =
        new Relation.Union(
            List.of(
                Relation.withLabels(Terms.labels(kept, Field.LABELS), kept.relation()),
                masked(
                    Terms.labels(right, left("labels")),
                    GridOperations.UNLESS,
                    Join.Kind.LEFT,
                    right,
                    kept,
                    matching)));
    return new Vector(
        lowering.defineOnce(name, new Relation.Merge(rows, Clash.SAME_LABELS)),
        nameOf(left, right));
  }

  /// Beside rows whose names stay, names that are to go at the end go here: which rows they were
  /// cannot be told after.
  private static Vector besideNamed(Vector vector, Vector other) {
    boolean named = other.name() == MetricName.SINGLE || other.name() == MetricName.MIXED;
    return vector.name() == MetricName.DELAYED && named
        ? new Vector(vector.relation(), MetricName.TO_DROP)
        : vector;
  }

  private static MetricName nameOf(Vector left, Vector right) {
    if (isNameless(left) && isNameless(right)) {
      return MetricName.GONE;
    }
    boolean delayed = left.name() == MetricName.DELAYED || right.name() == MetricName.DELAYED;
    return delayed ? MetricName.DELAYED : MetricName.MIXED;
  }

  private static boolean isNameless(Vector vector) {
    return vector.name() == MetricName.GONE || vector.name() == MetricName.TO_DROP;
  }
}
