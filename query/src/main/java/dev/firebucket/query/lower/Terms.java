package dev.firebucket.query.lower;

import dev.firebucket.query.functions.ElementFunction;
import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.operation.GridOperations;
import dev.firebucket.query.operation.GroupOperations;
import dev.firebucket.query.operation.LabelNames;
import dev.firebucket.query.operation.LabelOperations;
import dev.firebucket.query.relation.Expression;
import dev.firebucket.query.relation.Expression.Field;
import dev.firebucket.storage.model.LabelSet;
import java.util.ArrayList;
import java.util.List;

/// Expressions that several constructs share.
final class Terms {
  /// The rows of a group with their grids.
  static final Expression MEMBERS = new Expression.Members("grid");

  /// Any grid of a group: all are on the same steps.
  static final Expression ANY_GRID = new Expression.AnyOf("grid");

  private Terms() {}

  /// A list of label names.
  static Expression names(List<String> names) {
    return new Expression.Text(LabelNames.write(names));
  }

  /// Label names with the metric name.
  static List<String> withName(List<String> names) {
    if (names.contains(LabelSet.NAME)) {
      return names;
    }
    List<String> all = new ArrayList<>(names);
    all.add(LabelSet.NAME);
    return all;
  }

  /// Label names without those that go where the metric name goes.
  static List<String> withoutMetadata(List<String> names) {
    return names.stream().filter(name -> !LabelSet.METADATA.contains(name)).toList();
  }

  /// Labels without metric name, type and unit.
  static Expression unnamed(Expression labels) {
    return Expression.apply(LabelOperations.UNNAMED, labels);
  }

  static Expression keep(Expression labels, List<String> names) {
    return Expression.apply(LabelOperations.KEEP, labels, names(names));
  }

  static Expression drop(Expression labels, List<String> names) {
    return Expression.apply(LabelOperations.DROP, labels, names(names));
  }

  /// The labels of a vector's rows, without a name that no longer counts.
  ///
  /// @param column where they stand
  static Expression labels(Vector vector, Expression column) {
    return vector.name() == MetricName.TO_DROP ? unnamed(column) : column;
  }

  /// What a row's group is: `by` keeps labels, `without` and `ignoring` drop them with the name.
  static Expression group(Vector vector, boolean keep, List<String> labels) {
    if (!keep) {
      return vector.name() == MetricName.TO_DROP && withoutMetadata(labels).isEmpty()
          ? unnamed(Field.LABELS)
          : drop(labels(vector, Field.LABELS), withName(labels));
    }
    return keep(
        Field.LABELS, vector.name() == MetricName.TO_DROP ? withoutMetadata(labels) : labels);
  }

  /// 1 where any row of a group has something.
  static Expression anyOf(String column) {
    return Expression.apply(GroupOperations.ANY, new Expression.Members(column));
  }

  /// A scalar beside a grid.
  ///
  /// @param grid any grid on the same steps
  static Expression scalar(Piece piece, Expression grid) {
    return switch (piece) {
      case Piece.ConstantScalar constant -> constant(grid, constant.value());
      case Piece.ScalarGrid scalar -> new Expression.Only(scalar.relation());
      case Piece.Vector vector -> throw new IllegalStateException("a vector as a scalar");
      case Piece.RawSamples samples -> throw new IllegalStateException("samples as a scalar");
    };
  }

  /// A number at every step of a grid.
  static Expression constant(Expression grid, double value) {
    // DuckDB takes 0 and -0 for the same constant and would evaluate only one of them.
    boolean negativeZero = value == 0 && Double.doubleToRawLongBits(value) != 0;
    Expression constant =
        Expression.apply(
            GridOperations.CONSTANT, grid, new Expression.Constant(negativeZero ? 0 : value));
    return negativeZero
        ? Expression.apply(GridOperations.element(ElementFunction.NEGATE), constant)
        : constant;
  }
}
