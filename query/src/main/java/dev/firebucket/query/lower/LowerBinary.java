package dev.firebucket.query.lower;

import dev.firebucket.query.ast.BinaryOperator;
import dev.firebucket.query.ast.VectorMatching;
import dev.firebucket.query.ast.VectorMatching.Cardinality;
import dev.firebucket.query.duckdb.GroupFunctions;
import dev.firebucket.query.duckdb.MatchFunctions.Clash;
import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.plan.VectorPlan;
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
            || (node.returnBool() && !lowering.delaysNames())
            || many.name() == MetricName.TO_DROP;
    this.number = lowering.operator(node.operator(), node.range(), false);
    this.name = lowering.name(node.operator().name().toLowerCase(Locale.ROOT));
  }

  static Vector lower(VectorPlan.Binary node, Lowering lowering) {
    LowerBinary binary = new LowerBinary(node, lowering);
    return binary.rowsMatchOnce() && !fills(node) ? binary.simple() : binary.checked();
  }

  private static boolean fills(VectorPlan.Binary node) {
    return node.matching().fillLeft() != null || node.matching().fillRight() != null;
  }

  /// Whether each side's rows differ in the labels to match on: then nothing can clash.
  private boolean rowsMatchOnce() {
    return matching.cardinality() == Cardinality.ONE_TO_ONE
        && !matching.on()
        && matching.labels().isEmpty()
        && isUnique(many)
        && isUnique(one);
  }

  private static boolean isUnique(Vector side) {
    return side.name() != MetricName.MIXED && side.name() != MetricName.DELAYED;
  }

  /// ```sql
  /// divide_3 AS (
  ///   SELECT labels_unnamed(l.labels) AS labels, grid_divide(l.grid, r.grid, 0, l.labels) AS grid
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
            .formatted(
                resultLabels("l.labels", "r.labels"),
                value("l.grid", "r.grid", "l.labels"),
                signed(many),
                signed(one));
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
    boolean fills = fills(node);
    lowering.defineOnce(name + "_pairs", fills ? metPairs() : pairs());
    String pairs = fills ? new LowerFill(this, name, matching, lowering).filled() : name + "_pairs";
    boolean oneToOne = matching.cardinality() == Cardinality.ONE_TO_ONE;
    String rows = pairs + (mustNotMeetTwice() ? whereNoneMetTwice(pairs) : "");
    Clash clash = oneToOne ? Clash.MANY_TO_ONE : Clash.GROUPING;
    return new Vector(lowering.defineOnce(name, Sql.merged(rows, clash)), nameAfter());
  }

  private boolean mustNotMeetTwice() {
    return matching.cardinality() == Cardinality.ONE_TO_ONE && filters();
  }

  private String pairs() {
    String others = "(SELECT grid_any(%s) FROM %s_many)".formatted(GroupFunctions.MEMBERS, name);
    return selectPairs(others, mustNotMeetTwice());
  }

  /// With `fill` a side must be unique even where the other has nothing, and it counts which rows
  /// met.
  private String metPairs() {
    return selectPairs("grid_any(" + GroupFunctions.MEMBERS + ")", filters());
  }

  private String selectPairs(String others, boolean withMet) {
    return """
        SELECT signature, %s AS labels, %s AS grid%s
        FROM %s_many l
        JOIN %s_one r USING (signature)
        WHERE (SELECT coalesce(sum(conflicts), 0) FROM (
          SELECT match_conflicts(signature, %s, %s, '%s') AS conflicts
          FROM %s_one
          GROUP BY signature
          HAVING count(*) > 1)) = 0"""
        .formatted(
            resultLabels("l.labels", "r.labels"),
            value("l.grid", "r.grid", "l.labels"),
            withMet ? ", " + met("l.grid", "r.grid") + " AS met" : "",
            name,
            name,
            GroupFunctions.MEMBERS,
            others,
            oneToMany ? "left" : "right",
            name);
  }

  /// Whether it is an operator that lets values go: then what met stands in a column of its own.
  boolean filters() {
    return node.operator().kind() != BinaryOperator.Kind.ARITHMETIC && !node.returnBool();
  }

  /// SQL of the left grid where it can be combined with the right one, whether or not a value comes
  /// of it.
  String met(String manyGrid, String oneGrid) {
    return "grid_comparable(%s, %d)".formatted(inOrder(manyGrid, oneGrid), number);
  }

  /// A comparison may let go of one of two rows of a match group that met, and like trimming it
  /// leaves them their names: that is an error all the same.
  private static String whereNoneMetTwice(String pairs) {
    return """

        WHERE (SELECT count(merged) FROM (
          SELECT grid_merge(string_agg(labels || ':' || met, ','), 'many_to_one') AS merged
          FROM %s
          GROUP BY signature
          HAVING count(met) > 1)) >= 0"""
        .formatted(pairs);
  }

  private String signed(Vector side) {
    String labels = Sql.labels(side, "labels");
    return "SELECT %s AS signature, %s, grid FROM %s"
        .formatted(
            Sql.group(side, matching.on(), matching.labels()),
            labels.equals("labels") ? labels : labels + " AS labels",
            side.relation());
  }

  /// SQL of the operator's value.
  ///
  /// @param labels of the row, for annotations
  String value(String manyGrid, String oneGrid, String labels) {
    String function = LowerScalarBinary.function(node.operator(), node.returnBool());
    return "%s(%s, %d, %s)".formatted(function, inOrder(manyGrid, oneGrid), number, labels);
  }

  private String inOrder(String manyGrid, String oneGrid) {
    return oneToMany ? oneGrid + ", " + manyGrid : manyGrid + ", " + oneGrid;
  }

  /// The labels of an answer: of the many side, cut down to the matching ones where it is one to
  /// one, with those that `group_left` or `group_right` copies.
  String resultLabels(String manyLabels, String oneLabels) {
    String labels = keptLabels(manyLabels);
    if (matching.include().isEmpty()) {
      return labels;
    }
    return "labels_copy(%s, %s, %s)".formatted(labels, oneLabels, Sql.names(matching.include()));
  }

  private String keptLabels(String labels) {
    List<String> names = matching.labels();
    if (matching.cardinality() == Cardinality.ONE_TO_ONE) {
      if (matching.on()) {
        List<String> kept = dropsName ? Sql.withoutMetadata(names) : names;
        return "labels_keep(" + labels + ", " + Sql.names(kept) + ")";
      }
      String named = dropsName ? Sql.unnamed(labels) : labels;
      return names.isEmpty() ? named : "labels_drop(" + named + ", " + Sql.names(names) + ")";
    }
    return dropsName ? Sql.unnamed(labels) : labels;
  }

  private MetricName nameAfter() {
    boolean included = lowering.names(matching.include());
    if (dropsName && !included) {
      return MetricName.GONE;
    }
    boolean cut = matching.cardinality() == Cardinality.ONE_TO_ONE && matching.on();
    if (cut && !lowering.names(matching.labels())) {
      return MetricName.GONE;
    }
    if (node.returnBool() && lowering.delaysNames()) {
      return MetricName.DELAYED;
    }
    // As in Prometheus, a comparison brings names back that were to go at the end.
    boolean asBefore = !included && !fills(node) && many.name() != MetricName.DELAYED;
    return asBefore ? many.name() : MetricName.MIXED;
  }
}
