package dev.firebucket.query.lower;

import static dev.firebucket.query.relation.Expression.left;
import static dev.firebucket.query.relation.Expression.right;

import dev.firebucket.query.arena.CallSite;
import dev.firebucket.query.ast.BinaryOperator;
import dev.firebucket.query.ast.VectorMatching;
import dev.firebucket.query.ast.VectorMatching.Cardinality;
import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.operation.Clash;
import dev.firebucket.query.operation.GridOperations;
import dev.firebucket.query.operation.LabelOperations;
import dev.firebucket.query.operation.MatchOperations;
import dev.firebucket.query.plan.VectorPlan;
import dev.firebucket.query.relation.Column;
import dev.firebucket.query.relation.Expression;
import dev.firebucket.query.relation.Expression.Field;
import dev.firebucket.query.relation.Relation;
import java.util.ArrayList;
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
  private final Expression site;
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
    this.site = new Expression.Site(new CallSite.Operator(node.operator(), node.range(), false));
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
  ///   JOIN (SELECT labels_drop(labels, '__name__') AS signature, labels, grid FROM rate_2) r USING (signature)
  /// )
  /// ```
  private Vector simple() {
    Relation pairs =
        new Relation.Join(
            Relation.Join.Kind.MATCHED,
            List.of(pairLabels(), pairValue()),
            signed(many),
            signed(one));
    return new Vector(lowering.define(name, pairs), nameAfter());
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
  ///   WHERE (SELECT count(checked) FROM (
  ///     SELECT match_conflicts(signature, …, (SELECT grid_any(…) AS grid FROM divide_3_many), 'right') AS checked
  ///     FROM divide_3_one
  ///     GROUP BY signature
  ///     HAVING count(grid) > 1)) >= 0
  /// ),
  /// divide_3 AS MATERIALIZED (
  ///   SELECT labels, CASE WHEN count(grid) <= 1 THEN min(grid)
  ///     ELSE grid_merge(…, 'many_to_one') END AS grid
  ///   FROM divide_3_pairs
  ///   GROUP BY labels
  /// )
  /// ```
  private Vector checked() {
    Relation manyRows = lowering.defineOnce(name + "_many", signed(many));
    Relation oneRows = lowering.defineOnce(name + "_one", signed(one));
    boolean fills = fills(node);
    Relation pairs = lowering.defineOnce(name + "_pairs", pairs(manyRows, oneRows, fills));
    if (fills) {
      pairs =
          lowering.defineOnce(
              name + "_filled",
              new LowerFill(this, matching, new LowerFill.Sides(manyRows, oneRows, pairs))
                  .filled());
    }
    boolean oneToOne = matching.cardinality() == Cardinality.ONE_TO_ONE;
    Relation rows = oneToOne && filters() ? noneMetTwice(pairs) : pairs;
    Clash clash = oneToOne ? Clash.MANY_TO_ONE : Clash.GROUPING;
    return new Vector(lowering.defineOnce(name, new Relation.Merge(rows, clash)), nameAfter());
  }

  /// With `fill` a side must be unique even where the other has nothing, and it counts which rows
  /// met.
  private Relation pairs(Relation manyRows, Relation oneRows, boolean fills) {
    Expression others =
        fills
            ? Terms.anyOf("grid")
            : new Expression.Only(
                new Relation.Group(null, Terms.anyOf("grid").as("grid"), manyRows));
    boolean oneToOne = matching.cardinality() == Cardinality.ONE_TO_ONE;
    List<Column> columns = new ArrayList<>(List.of(Column.SIGNATURE, pairLabels(), pairValue()));
    if (filters() && (fills || oneToOne)) {
      columns.add(met(left("grid"), right("grid")));
    }
    return new Relation.Guarded(
        new Relation.Join(Relation.Join.Kind.MATCHED, columns, manyRows, oneRows),
        oneRows,
        "grid",
        Expression.apply(
            MatchOperations.CONFLICTS,
            Field.SIGNATURE,
            Terms.MEMBERS,
            others,
            new Expression.Text(oneToMany ? "left" : "right")));
  }

  private Column pairLabels() {
    return resultLabels(left("labels"), right("labels")).as("labels");
  }

  private Column pairValue() {
    return value(left("grid"), right("grid"), left("labels")).as("grid");
  }

  /// Whether it is an operator that lets values go: then what met stands in a column of its own.
  boolean filters() {
    return node.operator().kind() != BinaryOperator.Kind.ARITHMETIC && !node.returnBool();
  }

  /// The left grid where it can be combined with the right one, whether or not a value comes of it.
  Column met(Expression manyGrid, Expression oneGrid) {
    List<Expression> arguments = inOrder(manyGrid, oneGrid);
    arguments.add(site);
    return new Expression.Apply(GridOperations.COMPARABLE, arguments).as("met");
  }

  /// A comparison may let go of one of two rows of a match group that met, and like trimming it
  /// leaves them their names: that is an error all the same.
  private static Relation noneMetTwice(Relation pairs) {
    return new Relation.Guarded(
        pairs,
        pairs,
        "met",
        Expression.apply(
            MatchOperations.MERGE,
            new Expression.Members("met"),
            new Expression.Text(Clash.MANY_TO_ONE.sqlName())));
  }

  private Relation signed(Vector side) {
    return new Relation.Map(
        List.of(
            Terms.group(side, matching.on(), matching.labels()).as("signature"),
            Terms.labels(side, Field.LABELS).as("labels"),
            Column.GRID),
        side.relation());
  }

  /// The operator's value.
  ///
  /// @param labels of the row, for annotations
  Expression value(Expression manyGrid, Expression oneGrid, Expression labels) {
    List<Expression> arguments = inOrder(manyGrid, oneGrid);
    arguments.add(site);
    arguments.add(labels);
    return new Expression.Apply(
        LowerScalarBinary.operation(node.operator(), node.returnBool()), arguments);
  }

  private List<Expression> inOrder(Expression manyGrid, Expression oneGrid) {
    return new ArrayList<>(oneToMany ? List.of(oneGrid, manyGrid) : List.of(manyGrid, oneGrid));
  }

  /// The labels of an answer: of the many side, cut down to the matching ones where it is one to
  /// one, with those that `group_left` or `group_right` copies.
  Expression resultLabels(Expression manyLabels, Expression oneLabels) {
    Expression labels = keptLabels(manyLabels);
    return matching.include().isEmpty()
        ? labels
        : Expression.apply(
            LabelOperations.COPY, labels, oneLabels, Terms.names(matching.include()));
  }

  private Expression keptLabels(Expression labels) {
    List<String> names = matching.labels();
    Expression named = dropsName ? Terms.unnamed(labels) : labels;
    if (matching.cardinality() != Cardinality.ONE_TO_ONE) {
      return named;
    }
    if (matching.on()) {
      return Terms.keep(labels, dropsName ? Terms.withoutMetadata(names) : names);
    }
    return names.isEmpty() ? named : Terms.drop(named, names);
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
