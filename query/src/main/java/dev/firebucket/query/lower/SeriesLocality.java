package dev.firebucket.query.lower;

import dev.firebucket.query.relation.Expression;
import dev.firebucket.query.relation.Expression.Field;
import dev.firebucket.query.relation.Relation;
import java.util.OptionalInt;

/// Whether each row of a relation comes of one series alone, however many others there are.
final class SeriesLocality {
  private SeriesLocality() {}

  /// The number of the scan that the rows come from; empty where they look at more than a series.
  ///
  /// @param scans how many scans there are: what is lent under higher numbers is no scan
  static OptionalInt scanOf(Relation relation, int scans) {
    return switch (relation) {
      case Relation.Lent lent ->
          lent.number() >= 0 && lent.number() < scans
              ? OptionalInt.of(lent.number())
              : OptionalInt.empty();
      case Relation.Table table -> scanOf(table.rows(), scans);
      case Relation.Map map ->
          map.columns().stream().allMatch(column -> isRowByRow(column.value()))
              ? scanOf(map.input(), scans)
              : OptionalInt.empty();
      case Relation.Group _,
          Relation.Merge _,
          Relation.Join _,
          Relation.Guarded _,
          Relation.Union _,
          Relation.Unfold _,
          Relation.Nothing _ ->
          OptionalInt.empty();
    };
  }

  /// Whether nothing but the row itself is looked at.
  static boolean isRowByRow(Expression expression) {
    return switch (expression) {
      case Field _, Expression.Text _, Expression.Constant _, Expression.Site _ -> true;
      case Expression.Apply apply ->
          apply.arguments().stream().allMatch(SeriesLocality::isRowByRow);
      case Expression.Members _, Expression.AnyOf _, Expression.Only _ -> false;
    };
  }
}
