package dev.firebucket.query.lower;

import dev.firebucket.query.relation.Column;
import dev.firebucket.query.relation.Expression.Field;
import dev.firebucket.query.relation.Relation;
import dev.firebucket.query.relation.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/// The rows of a statement where they are known without evaluating it: the rows of a source as they
/// are, or none. A statement of a few rows costs DuckDB half a millisecond, however little it does.
///
/// Two laws give it, besides what only passes rows on: a row-by-row operation on no rows gives no
/// rows, and `x unless nothing` is `x`, which is what `absent` of a missing metric comes to.
public sealed interface HandedOn {
  /// The rows of a source.
  ///
  /// @param lent its number
  /// @param withoutName whether the metric name is dropped
  record Rows(int lent, boolean withoutName) implements HandedOn {}

  /// No rows.
  record Nothing() implements HandedOn {}

  /// @param isEmpty whether a source, by its number, has no rows
  /// @return empty if the statement must be evaluated
  static Optional<HandedOn> of(Statement statement, IntPredicate isEmpty) {
    boolean named = statement.labels().equals(Field.LABELS);
    if (!named && !statement.labels().equals(Terms.unnamed(Field.LABELS))) {
      return Optional.empty();
    }
    return of(statement.rows(), isEmpty)
        .map(
            known ->
                switch (known) {
                  case Rows rows -> new Rows(rows.lent(), !named);
                  case Nothing nothing -> nothing;
                });
  }

  private static Optional<HandedOn> of(Relation relation, IntPredicate isEmpty) {
    return switch (relation) {
      case Relation.Table table -> of(table.rows(), isEmpty);
      case Relation.Lent lent ->
          Optional.of(isEmpty.test(lent.number()) ? new Nothing() : new Rows(lent.number(), false));
      case Relation.Map map ->
          of(map.input(), isEmpty)
              .filter(
                  known ->
                      switch (known) {
                        case Rows rows -> map.columns().equals(List.of(Column.LABELS, Column.GRID));
                        case Nothing nothing -> isRowByRow(map);
                      });
      case Relation.Join join ->
          isUnlessNothing(join, isEmpty) ? of(join.left(), isEmpty) : Optional.empty();
      case Relation.Nothing _ -> Optional.of(new Nothing());
      case Relation.Group _,
          Relation.Merge _,
          Relation.Guarded _,
          Relation.Union _,
          Relation.Unfold _ ->
          Optional.empty();
    };
  }

  private static boolean isUnlessNothing(Relation.Join join, IntPredicate isEmpty) {
    return join.kind() == Relation.Join.Kind.ALL
        && join.columns().equals(LowerAbsent.UNLESS_ANY)
        && join.right() instanceof Relation.Group group
        && group.key() == null
        && of(group.input(), isEmpty).filter(Nothing.class::isInstance).isPresent();
  }

  /// Whether nothing but the row itself is looked at: a parameter must be checked even where there
  /// are no rows.
  private static boolean isRowByRow(Relation.Map map) {
    return map.columns().stream().allMatch(column -> SeriesLocality.isRowByRow(column.value()));
  }
}
