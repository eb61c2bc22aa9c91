package dev.firebucket.query.lower;

import dev.firebucket.query.ast.VectorMatching;
import dev.firebucket.query.duckdb.GroupFunctions;
import dev.firebucket.query.duckdb.MatchFunctions.Clash;
import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.plan.VectorPlan;

/// `and`, `or`, `unless`: which series has something at a step decides, step by step.
final class LowerSetOperator {
  private LowerSetOperator() {}

  static Vector lower(VectorPlan.SetOperation node, Lowering lowering) {
    Vector left = lowering.lower(node.left());
    Vector right = lowering.lower(node.right());
    VectorMatching matching = node.matching();
    return switch (node.operator()) {
      case AND -> masked("and", "JOIN", left, right, matching, lowering);
      case UNLESS -> masked("unless", "LEFT JOIN", left, right, matching, lowering);
      case OR -> or(left, right, matching, lowering);
      default -> throw new IllegalArgumentException("no set operator: " + node.operator().symbol());
    };
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
  private static Vector masked(
      String construct,
      String join,
      Vector left,
      Vector right,
      VectorMatching matching,
      Lowering lowering) {
    String body =
        """
        SELECT l.labels, grid_%s(l.grid, r.grid) AS grid
        FROM %s l
        %s %s r USING (signature)"""
            .formatted(construct, signed(left, matching), join, presence(right, matching));
    return new Vector(lowering.define(lowering.name(construct), body), left.name());
  }

  /// ```sql
  /// or_3 AS (
  ///   SELECT labels, CASE WHEN count(grid) <= 1 THEN min(grid) ELSE grid_merge(…) END AS grid
  ///   FROM (SELECT labels, grid FROM selector_1
  ///     UNION ALL
  ///     SELECT r.labels, grid_unless(r.grid, l.grid) AS grid
  ///     FROM (SELECT labels_drop(labels, '__name__') AS signature, labels, grid FROM selector_2) r
  ///     LEFT JOIN (SELECT …, grid_any(…) AS grid FROM selector_1 GROUP BY 1) l USING (signature))
  ///   GROUP BY labels
  /// )
  /// ```
  private static Vector or(
      Vector first, Vector second, VectorMatching matching, Lowering lowering) {
    Vector left = besideNamed(first, second);
    Vector right = besideNamed(second, first);
    String name = lowering.name("or");
    String leftRows =
        lowering.defineOnce(name + "_left", "SELECT labels, grid FROM " + left.relation());
    Vector kept = new Vector(leftRows, left.name());
    String rows =
        """
        (SELECT %s AS labels, grid FROM %s
          UNION ALL
          SELECT %s AS labels, grid_unless(r.grid, l.grid) AS grid
          FROM %s r
          LEFT JOIN %s l USING (signature))"""
            .formatted(
                Sql.labels(kept, "labels"),
                leftRows,
                Sql.labels(right, "r.labels"),
                signed(right, matching),
                presence(kept, matching));
    return new Vector(
        lowering.defineOnce(name, Sql.merged(rows, Clash.SAME_LABELS)), nameOf(left, right));
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

  private static String signed(Vector vector, VectorMatching matching) {
    return "(SELECT %s AS signature, labels, grid FROM %s)"
        .formatted(Sql.group(vector, matching.on(), matching.labels()), vector.relation());
  }

  private static String presence(Vector vector, VectorMatching matching) {
    return """
        (SELECT %s AS signature,
            grid_any(%s) AS grid
          FROM %s
          GROUP BY 1)"""
        .formatted(
            Sql.group(vector, matching.on(), matching.labels()),
            GroupFunctions.MEMBERS,
            vector.relation());
  }
}
