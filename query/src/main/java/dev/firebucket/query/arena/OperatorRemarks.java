package dev.firebucket.query.arena;

import dev.firebucket.query.ast.BinaryOperator;
import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.histogram.Remark;
import dev.firebucket.query.result.Annotations;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// The remarks on binary operators: of those of one operator at one step Prometheus tells only that
/// of the series that comes last. Safe for use by several threads.
public final class OperatorRemarks {
  private final LabelTable labels;
  private final Map<Place, Told> told = new HashMap<>();

  /// A binary operator that SQL calls.
  ///
  /// @param place in the query text
  /// @param mirrored whether its sides were swapped on the way
  public record OperatorCall(BinaryOperator operator, SourceRange place, boolean mirrored) {}

  private record Place(int operator, int step) {}

  private record Told(long labels, Remark remark) {}

  OperatorRemarks(LabelTable labels) {
    this.labels = labels;
  }

  /// Takes a remark.
  ///
  /// @param operator number of the operator in the query
  /// @param series handle of the labels of the row
  public synchronized void add(int operator, int step, long series, Remark remark) {
    told.merge(
        new Place(operator, step),
        new Told(series, remark),
        (before, now) -> labels.compareArrivals(before.labels(), now.labels()) > 0 ? before : now);
  }

  /// Tells what has been found.
  synchronized void writeTo(Annotations annotations, Iterable<OperatorCall> calls) {
    Map<Integer, Set<Remark>> byOperator = new HashMap<>();
    told.forEach(
        (place, last) ->
            byOperator
                .computeIfAbsent(place.operator(), number -> EnumSet.noneOf(Remark.class))
                .add(last.remark()));
    int number = 0;
    for (OperatorCall call : calls) {
      for (Remark remark : byOperator.getOrDefault(number, Set.of())) {
        annotations.remark(
            call.mirrored() ? mirrored(remark) : remark, call.operator().symbol(), call.place());
      }
      number++;
    }
  }

  private static Remark mirrored(Remark remark) {
    if (remark == Remark.FLOAT_WITH_HISTOGRAM) {
      return Remark.HISTOGRAM_WITH_FLOAT;
    }
    return remark == Remark.HISTOGRAM_WITH_FLOAT ? Remark.FLOAT_WITH_HISTOGRAM : remark;
  }
}
