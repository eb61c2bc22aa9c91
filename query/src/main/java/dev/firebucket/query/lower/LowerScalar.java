package dev.firebucket.query.lower;

import static dev.firebucket.query.relation.Expression.left;
import static dev.firebucket.query.relation.Expression.right;

import dev.firebucket.query.arena.CallSite;
import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.functions.ElementFunction;
import dev.firebucket.query.lower.Piece.ScalarGrid;
import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.operation.GridOperations;
import dev.firebucket.query.operation.GroupOperations;
import dev.firebucket.query.plan.ScalarPlan;
import dev.firebucket.query.plan.VectorPlan;
import dev.firebucket.query.relation.Expression;
import dev.firebucket.query.relation.Expression.Field;
import dev.firebucket.query.relation.Relation;
import dev.firebucket.query.time.Steps;
import dev.firebucket.storage.model.LabelSet;
import java.util.List;

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
          new ScalarGrid(made(new Source.Times(time.steps()), "time", lowering));
      case ScalarPlan.OfVector node -> onlyValue(node, lowering);
      case ScalarPlan.Binary node -> binary(node, lowering);
      case ScalarPlan.Extreme node -> extreme(node, lowering);
      case ScalarPlan.Negated node -> negated(node, lowering);
      case ScalarPlan.Repeated node -> repeated(node, lowering);
    };
  }

  private static Relation made(Source source, String construct, Lowering lowering) {
    return lowering.define(lowering.name(construct), Relation.rows(lowering.made(source)));
  }

  /// ```sql
  /// constant_1 AS (
  ///   SELECT labels, grid FROM grids(0)
  /// )
  /// ```
  static Relation constant(Piece.ConstantScalar constant, Steps steps, Lowering lowering) {
    return made(new Source.Constant(LabelSet.EMPTY, constant.value(), steps), "constant", lowering);
  }

  /// A relation for any scalar.
  static Relation relation(Piece scalar, Steps steps, Lowering lowering) {
    return switch (scalar) {
      case Piece.ConstantScalar constant -> constant(constant, steps, lowering);
      case ScalarGrid grid -> grid.relation();
      case Piece.Vector vector -> throw new IllegalStateException("a vector as a scalar");
      case Piece.RawSamples samples -> throw new IllegalStateException("samples as a scalar");
    };
  }

  /// Whether a scalar is a number that is known without running it.
  static boolean isConstant(ScalarPlan plan) {
    return unrepeated(plan) instanceof ScalarPlan.Constant;
  }

  /// The number of a constant scalar.
  static double constant(ScalarPlan plan) {
    return ((ScalarPlan.Constant) unrepeated(plan)).value();
  }

  private static ScalarPlan unrepeated(ScalarPlan plan) {
    return plan instanceof ScalarPlan.Repeated repeated ? unrepeated(repeated.inner()) : plan;
  }

  /// ```sql
  /// vector_2 AS (
  ///   SELECT labels, grid FROM time_1
  /// )
  /// ```
  static Vector vector(VectorPlan.OfScalar node, Lowering lowering) {
    Relation scalar = relation(lower(node.scalar(), lowering), node.steps(), lowering);
    return new Vector(
        lowering.define(lowering.name("vector"), Relation.rows(scalar)), MetricName.GONE);
  }

  /// ```sql
  /// scalar_2 AS MATERIALIZED (
  ///   SELECT l.labels, grid_scalar(l.grid, r.members) AS grid
  ///   FROM grids(1) l, (SELECT string_agg(labels || ':' || grid, ',') AS members FROM selector_1) r
  /// )
  /// ```
  private static ScalarGrid onlyValue(ScalarPlan.OfVector node, Lowering lowering) {
    Vector vector = lowering.lower(node.vector());
    Relation nan = lowering.made(new Source.Constant(LabelSet.EMPTY, Double.NaN, node.steps()));
    Relation members = new Relation.Group(null, Terms.MEMBERS.as("members"), vector.relation());
    Expression value = Expression.apply(GroupOperations.SCALAR, left("grid"), right("members"));
    return new ScalarGrid(
        lowering.defineOnce(lowering.name("scalar"), beside(value, nan, members)));
  }

  /// ```sql
  /// scalar_3 AS MATERIALIZED (
  ///   SELECT l.labels, grid_add(l.grid, r.grid, 0, l.labels) AS grid
  ///   FROM time_1 l, scalar_2 r
  /// )
  /// ```
  private static ScalarGrid binary(ScalarPlan.Binary node, Lowering lowering) {
    Relation leftRow = relation(lower(node.left(), lowering), node.steps(), lowering);
    Relation rightRow = relation(lower(node.right(), lowering), node.steps(), lowering);
    // Two numbers leave nothing to remark: no place is needed.
    Expression value =
        Expression.apply(
            LowerScalarBinary.operation(node.operator(), true),
            left("grid"),
            right("grid"),
            new Expression.Site(new CallSite.Operator(node.operator(), SourceRange.NOWHERE, false)),
            left("labels"));
    return new ScalarGrid(
        lowering.defineOnce(lowering.name("scalar"), beside(value, leftRow, rightRow)));
  }

  /// ```sql
  /// max_of_3 AS MATERIALIZED (
  ///   SELECT l.labels, grid_clamp_min(l.grid, r.grid) AS grid
  ///   FROM time_1 l, scalar_2 r
  /// )
  /// ```
  private static ScalarGrid extreme(ScalarPlan.Extreme node, Lowering lowering) {
    Relation leftRow = relation(lower(node.left(), lowering), node.steps(), lowering);
    Relation rightRow = relation(lower(node.right(), lowering), node.steps(), lowering);
    ElementFunction clamp = node.greatest() ? ElementFunction.CLAMP_MIN : ElementFunction.CLAMP_MAX;
    Expression value = Expression.apply(GridOperations.element(clamp), left("grid"), right("grid"));
    String name = lowering.name(node.greatest() ? "max_of" : "min_of");
    return new ScalarGrid(lowering.defineOnce(name, beside(value, leftRow, rightRow)));
  }

  private static Relation beside(Expression value, Relation leftRow, Relation rightRow) {
    return new Relation.Join(
        Relation.Join.Kind.ALL,
        List.of(left("labels").as("labels"), value.as("grid")),
        leftRow,
        rightRow);
  }

  /// ```sql
  /// negate_2 AS (
  ///   SELECT labels, grid_negate(grid) AS grid
  ///   FROM time_1
  /// )
  /// ```
  private static ScalarGrid negated(ScalarPlan.Negated node, Lowering lowering) {
    Relation inner = relation(lower(node.inner(), lowering), node.steps(), lowering);
    Expression value = Expression.apply(GridOperations.element(ElementFunction.NEGATE), Field.GRID);
    return new ScalarGrid(
        lowering.define(lowering.name("negate"), Relation.withGrid(value, inner)));
  }

  private static Piece repeated(ScalarPlan.Repeated node, Lowering lowering) {
    Piece inner = lower(node.inner(), lowering);
    if (inner instanceof Piece.ConstantScalar) {
      return inner;
    }
    Relation relation = relation(inner, node.inner().steps(), lowering);
    return new ScalarGrid(LowerRepeated.relation(relation, node.steps(), lowering));
  }
}
