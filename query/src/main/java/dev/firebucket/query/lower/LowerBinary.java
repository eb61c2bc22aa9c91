package dev.firebucket.query.lower;

import dev.firebucket.query.ast.BinaryOperator;
import dev.firebucket.query.ast.VectorMatching;
import dev.firebucket.query.ast.VectorMatching.Cardinality;
import dev.firebucket.query.duckdb.GroupFunctions;
import dev.firebucket.query.duckdb.MatchFunctions.Clash;
import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.plan.VectorPlan;
import dev.firebucket.storage.model.LabelSet;
import java.util.List;
import java.util.Locale;

/// Arithmetic and comparison of two vectors: a join by the labels that must match.
final class LowerBinary {
  private final VectorPlan.Binary node;
  private final VectorMatching matching;
  private final Lowering lowering;
  private final boolean oneToMany;
  private final Vector many;
  private final Vector one;
  private final boolean dropsName;
  private final int number;
  private final String name;

  private LowerBinary(VectorPlan.Binary node, Lowering lowering) {
    this.node = node;
    this.matching = node.matching();
    this.lowering = lowering;
    this.oneToMany = matching.cardinality() == Cardinality.ONE_TO_MANY;
    Vector left = lowering.lower(node.left());
    Vector right = lowering.lower(node.right());
    this.many = oneToMany ? right : left;
    this.one = oneToMany ? left : right;
    this.dropsName =
        node.operator().kind() == BinaryOperator.Kind.ARITHMETIC
            || node.returnBool()
            || many.name() == MetricName.TO_DROP;
    this.number = lowering.operator(node.operator(), node.range(), false);
    this.name = lowering.name(node.operator().name().toLowerCase(Locale.ROOT));
  }

  static Vector lower(VectorPlan.Binary node, Lowering lowering) {
    LowerBinary binary = new LowerBinary(node, lowering);
    return binary.rowsMatchOnce() ? binary.simple() : binary.checked();
  }

  /// Whether each side's rows differ in the labels to match on: then nothing can clash.
  private boolean rowsMatchOnce() {
    return matching.cardinality() == Cardinality.ONE_TO_ONE
        && !matching.on()
        && matching.labels().isEmpty()
        && many.name() != MetricName.MIXED
        && one.name() != MetricName.MIXED;
  }

  /// ```sql
  /// divide_3 AS (
  ///   SELECT labels_drop(l.labels, '__name__') AS labels, grid_divide(l.grid, r.grid, 0, l.labels) AS grid
  ///   FROM (SELECT labels_drop(labels, '__name__') AS signature, labels, grid FROM rate_1) l
  ///   JOIN (SELECT labels_drop(labels, '__name__') AS signature, labels, grid FROM rate_2) r
  ///   USING (signature)
  /// )
  /// ```
  private Vector simple() {
    String body =
        """
        SELECT %s AS labels, %s AS grid
        FROM (%s) l
        JOIN (%s) r
        USING (signature)"""
            .formatted(resultLabels(), value(), signed(many), signed(one));
    return new Vector(lowering.define(name, body), nameAfter());
  }

  /// Rows may clash, but only where they meet at a step:
  ///
  /// ```sql
  /// divide_3_many AS MATERIALIZED (SELECT labels_keep(labels, 'job') AS signature, … FROM sum_1),
  /// divide_3_one AS MATERIALIZED (SELECT labels_keep(labels, 'job') AS signature, … FROM sum_2),
  /// divide_3_pairs AS MATERIALIZED (
  ///   SELECT signature, labels_keep(l.labels, 'job') AS labels, grid_divide(l.grid, r.grid, 0, l.labels) AS grid
  ///   FROM divide_3_many l
  ///   JOIN divide_3_one r USING (signature)
  ///   WHERE (SELECT coalesce(sum(conflicts), 0) FROM (
  ///     SELECT match_conflicts(signature, …, (SELECT grid_any(…) FROM divide_3_many), 'right') AS conflicts
  ///     FROM divide_3_one
  ///     GROUP BY signature
  ///     HAVING count(*) > 1)) = 0
  /// ),
  /// divide_3 AS MATERIALIZED (
  ///   SELECT labels, CASE WHEN count(grid) <= 1 THEN min(grid)
  ///     ELSE grid_merge(…, 'many_to_one') END AS grid
  ///   FROM divide_3_pairs
  ///   GROUP BY labels
  /// )
  /// ```
  private Vector checked() {
    lowering.defineOnce(name + "_many", signed(many));
    lowering.defineOnce(name + "_one", signed(one));
    lowering.defineOnce(name + "_pairs", pairs());
    boolean oneToOne = matching.cardinality() == Cardinality.ONE_TO_ONE;
    String rows = name + "_pairs" + (mustNotMeetTwice() ? whereNoneMetTwice() : "");
    Clash clash = oneToOne ? Clash.MANY_TO_ONE : Clash.GROUPING;
    return new Vector(lowering.defineOnce(name, Sql.merged(rows, clash)), nameAfter());
  }

  private boolean mustNotMeetTwice() {
    return matching.cardinality() == Cardinality.ONE_TO_ONE
        && node.operator().kind() == BinaryOperator.Kind.COMPARISON
        && !node.returnBool();
  }

  private String pairs() {
    return """
        SELECT signature, %s AS labels, %s AS grid%s
        FROM %s_many l
        JOIN %s_one r USING (signature)
        WHERE (SELECT coalesce(sum(conflicts), 0) FROM (
          SELECT match_conflicts(signature, %s, (SELECT grid_any(%s) FROM %s_many), '%s') AS conflicts
          FROM %s_one
          GROUP BY signature
          HAVING count(*) > 1)) = 0"""
        .formatted(
            resultLabels(),
            value(),
            mustNotMeetTwice()
                ? ", grid_comparable(l.grid, r.grid, %d) AS met".formatted(number)
                : "",
            name,
            name,
            GroupFunctions.MEMBERS,
            GroupFunctions.MEMBERS,
            name,
            oneToMany ? "left" : "right",
            name);
  }

  /// A comparison may let go of one of two rows of a match group that met: that is an error all the
  /// same.
  private String whereNoneMetTwice() {
    return """

        WHERE (SELECT count(merged) FROM (
          SELECT grid_merge(string_agg(labels || ':' || met, ','), 'many_to_one') AS merged
          FROM %s_pairs
          GROUP BY signature
          HAVING count(met) > 1)) >= 0"""
        .formatted(name);
  }

  private String signed(Vector side) {
    String labels = Sql.labels(side, "labels");
    return "SELECT %s AS signature, %s, grid FROM %s"
        .formatted(
            Sql.group(side, matching.on(), matching.labels()),
            labels.equals("labels") ? labels : labels + " AS labels",
            side.relation());
  }

  private String value() {
    String function = LowerScalarBinary.function(node.operator(), node.returnBool());
    return "%s(%s, %d, l.labels)"
        .formatted(function, oneToMany ? "r.grid, l.grid" : "l.grid, r.grid", number);
  }

  /// The labels of an answer: of the many side, cut down to the matching ones where it is one to
  /// one, with those that `group_left` or `group_right` copies.
  private String resultLabels() {
    String labels = keptLabels();
    if (matching.include().isEmpty()) {
      return labels;
    }
    return "labels_copy(%s, %s, %s)".formatted(labels, "r.labels", Sql.names(matching.include()));
  }

  private String keptLabels() {
    List<String> names = matching.labels();
    if (matching.cardinality() == Cardinality.ONE_TO_ONE) {
      if (matching.on()) {
        List<String> kept = dropsName ? Sql.withoutName(names) : names;
        return "labels_keep(l.labels, " + Sql.names(kept) + ")";
      }
      List<String> dropped = dropsName ? Sql.withName(names) : names;
      return dropped.isEmpty() ? "l.labels" : "labels_drop(l.labels, " + Sql.names(dropped) + ")";
    }
    return dropsName ? "labels_drop(l.labels, '" + LabelSet.NAME + "')" : "l.labels";
  }

  private MetricName nameAfter() {
    if (matching.include().contains(LabelSet.NAME)) {
      return MetricName.MIXED;
    }
    if (dropsName) {
      return MetricName.GONE;
    }
    boolean cut = matching.cardinality() == Cardinality.ONE_TO_ONE && matching.on();
    return cut && !matching.labels().contains(LabelSet.NAME) ? MetricName.GONE : many.name();
  }
}
