package dev.firebucket.query.lower;

import dev.firebucket.query.ast.BinaryOperator;
import dev.firebucket.query.duckdb.GridFunctions;
import dev.firebucket.query.duckdb.GroupFunctions;
import dev.firebucket.query.functions.ElementFunction;
import dev.firebucket.query.lower.Piece.ScalarGrid;
import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.plan.ScalarPlan;
import dev.firebucket.query.plan.VectorPlan;
import dev.firebucket.query.time.Steps;
import dev.firebucket.storage.model.LabelSet;

/// Scalars: literals, `time()`, `scalar(v)` and arithmetic of them; and `vector(s)`.
final class LowerScalar {
  private LowerScalar() {}

  static Piece lower(ScalarPlan plan, Lowering lowering) {
    int mark = lowering.mark();
    Piece piece = construct(plan, lowering);
    return piece instanceof ScalarGrid grid
        ? new ScalarGrid(lowering.cut(mark, grid.relation()))
        : piece;
  }

  private static Piece construct(ScalarPlan plan, Lowering lowering) {
    return switch (plan) {
      case ScalarPlan.Constant constant -> new Piece.ConstantScalar(constant.value());
      case ScalarPlan.Time time ->
          new ScalarGrid(LowerSelector.read(new Source.Times(time.steps()), "time", lowering));
      case ScalarPlan.OfVector node -> onlyValue(node, lowering);
      case ScalarPlan.Binary node -> binary(node, lowering);
      case ScalarPlan.Extreme node -> extreme(node, lowering);
      case ScalarPlan.Negated node -> negated(node, lowering);
      case ScalarPlan.Repeated node -> repeated(node, lowering);
    };
  }

  /// ```sql
  /// constant_1 AS (
  ///   SELECT labels, grid FROM grids(0)
  /// )
  /// ```
  static String constant(Piece.ConstantScalar constant, Steps steps, Lowering lowering) {
    Source source = new Source.Constant(LabelSet.EMPTY, constant.value(), steps);
    return LowerSelector.read(source, "constant", lowering);
  }

  /// A relation for any scalar.
  static String relation(Piece scalar, Steps steps, Lowering lowering) {
    return switch (scalar) {
      case Piece.ConstantScalar constant -> constant(constant, steps, lowering);
      case ScalarGrid grid -> grid.relation();
      case Piece.Vector vector -> throw new IllegalStateException("a vector as a scalar");
      case Piece.RawSamples samples -> throw new IllegalStateException("samples as a scalar");
    };
  }

  /// ```sql
  /// vector_2 AS (
  ///   SELECT labels, grid FROM time_1
  /// )
  /// ```
  static Vector vector(VectorPlan.OfScalar node, Lowering lowering) {
    String scalar = relation(lower(node.scalar(), lowering), node.steps(), lowering);
    return new Vector(
        lowering.define(lowering.name("vector"), "SELECT labels, grid FROM " + scalar),
        MetricName.GONE);
  }

  /// ```sql
  /// scalar_2 AS (
  ///   SELECT nan.labels, grid_scalar(nan.grid, v.members) AS grid
  ///   FROM grids(1) nan,
  ///     (SELECT string_agg(labels || ':' || grid, ',') AS members FROM selector_1) v
  /// )
  /// ```
  private static ScalarGrid onlyValue(ScalarPlan.OfVector node, Lowering lowering) {
    Vector vector = lowering.lower(node.vector());
    String nan = lowering.source(new Source.Constant(LabelSet.EMPTY, Double.NaN, node.steps()));
    String body =
        """
        SELECT nan.labels, grid_scalar(nan.grid, v.members) AS grid
        FROM %s nan,
          (SELECT %s AS members FROM %s) v"""
            .formatted(nan, GroupFunctions.MEMBERS, vector.relation());
    return new ScalarGrid(lowering.defineOnce(lowering.name("scalar"), body));
  }

  /// ```sql
  /// scalar_3 AS (
  ///   SELECT l.labels, grid_add(l.grid, r.grid, 0, l.labels) AS grid
  ///   FROM time_1 l, scalar_2 r
  /// )
  /// ```
  private static ScalarGrid binary(ScalarPlan.Binary node, Lowering lowering) {
    String left = relation(lower(node.left(), lowering), node.steps(), lowering);
    String right = relation(lower(node.right(), lowering), node.steps(), lowering);
    String function =
        node.operator().kind() == BinaryOperator.Kind.COMPARISON
            ? GridFunctions.test(node.operator())
            : GridFunctions.arithmetic(node.operator());
    String body =
        "SELECT l.labels, %s(l.grid, r.grid, 0, l.labels) AS grid\nFROM %s l, %s r"
            .formatted(function, left, right);
    return new ScalarGrid(lowering.defineOnce(lowering.name("scalar"), body));
  }

  /// ```sql
  /// max_of_3 AS MATERIALIZED (
  ///   SELECT l.labels, grid_clamp_min(l.grid, r.grid) AS grid
  ///   FROM time_1 l, scalar_2 r
  /// )
  /// ```
  private static ScalarGrid extreme(ScalarPlan.Extreme node, Lowering lowering) {
    String left = relation(lower(node.left(), lowering), node.steps(), lowering);
    String right = relation(lower(node.right(), lowering), node.steps(), lowering);
    ElementFunction clamp = node.greatest() ? ElementFunction.CLAMP_MIN : ElementFunction.CLAMP_MAX;
    String body =
        "SELECT l.labels, %s(l.grid, r.grid) AS grid\nFROM %s l, %s r"
            .formatted(GridFunctions.element(clamp), left, right);
    String name = lowering.name(node.greatest() ? "max_of" : "min_of");
    return new ScalarGrid(lowering.defineOnce(name, body));
  }

  /// ```sql
  /// negate_2 AS (
  ///   SELECT labels, grid_negate(grid) AS grid
  ///   FROM time_1
  /// )
  /// ```
  private static ScalarGrid negated(ScalarPlan.Negated node, Lowering lowering) {
    String inner = relation(lower(node.inner(), lowering), node.steps(), lowering);
    String body =
        "SELECT labels, %s(grid) AS grid\nFROM %s"
            .formatted(GridFunctions.element(ElementFunction.NEGATE), inner);
    return new ScalarGrid(lowering.define(lowering.name("negate"), body));
  }

  private static Piece repeated(ScalarPlan.Repeated node, Lowering lowering) {
    Piece inner = lower(node.inner(), lowering);
    if (inner instanceof Piece.ConstantScalar) {
      return inner;
    }
    String relation = relation(inner, node.inner().steps(), lowering);
    return new ScalarGrid(LowerRepeated.relation(relation, node.steps(), lowering));
  }
}
