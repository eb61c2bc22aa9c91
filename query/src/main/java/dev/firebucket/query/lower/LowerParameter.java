package dev.firebucket.query.lower;

import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.lower.Piece.ScalarGrid;
import dev.firebucket.query.operation.ParameterCheck;
import dev.firebucket.query.relation.Expression;
import dev.firebucket.query.relation.Expression.Field;
import dev.firebucket.query.relation.Relation;
import dev.firebucket.query.time.Steps;

/// The scalar before an aggregation's or a quantile's vector, looked at once.
final class LowerParameter {
  private LowerParameter() {}

  /// A constant is looked at now; what changes from step to step when the query runs, even where
  /// there is nothing to aggregate:
  ///
  /// ```sql
  /// parameter_2 AS MATERIALIZED (
  ///   SELECT labels, checked_quantile(grid, 0) AS grid
  ///   FROM scalar_1
  /// )
  /// ```
  ///
  /// In a subquery that has no step nothing is looked at.
  ///
  /// @param steps of the construct
  /// @param place where a warning points to
  static Piece checked(
      Piece parameter, ParameterCheck check, Steps steps, SourceRange place, Lowering lowering) {
    return switch (parameter) {
      case Piece.ConstantScalar constant -> {
        if (steps.count() > 0) {
          check.warnings(constant.value()).forEach(text -> lowering.warn(text, place));
        }
        yield constant;
      }
      case ScalarGrid scalar ->
          new ScalarGrid(
              lowering.defineOnce(
                  lowering.name("parameter"),
                  Relation.withGrid(
                      Expression.apply(check.operation(), Field.GRID, Lowering.place(place)),
                      scalar.relation())));
      case Piece.Vector vector -> throw new IllegalStateException("a vector as a scalar");
      case Piece.RawSamples samples -> throw new IllegalStateException("samples as a scalar");
    };
  }
}
