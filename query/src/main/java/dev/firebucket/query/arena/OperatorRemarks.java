package dev.firebucket.query.arena;

import dev.firebucket.query.histogram.Remark;
import dev.firebucket.query.result.Annotations;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The remarks on binary operators: of those of one operator at one step Prometheus tells only that
/// of the series that comes last. Safe for use by several threads.
public final class OperatorRemarks {
  private final LabelTable labels;
  private final Map<Place, Told> told = new HashMap<>();

  private record Place(CallSite.Operator operator, int step) {}

  private record Told(long labels, Remark remark) {}

  OperatorRemarks(LabelTable labels) {
    this.labels = labels;
  }

  /// Takes a remark.
  ///
  /// @param series handle of the labels of the row
  public synchronized void add(CallSite.Operator operator, int step, long series, Remark remark) {
    told.merge(
        new Place(operator, step),
        new Told(series, remark),
        (before, now) -> labels.compareArrivals(before.labels(), now.labels()) > 0 ? before : now);
  }

  /// Whether nothing was remarked.
  public synchronized boolean isEmpty() {
    return told.isEmpty();
  }

  /// Adds what has been found to the annotations, in the order of the operators.
  synchronized void writeTo(Annotations annotations, List<CallSite> sites) {
    Map<CallSite, Set<Remark>> byOperator = new HashMap<>();
    told.forEach(
        (place, last) ->
            byOperator
                .computeIfAbsent(place.operator(), operator -> EnumSet.noneOf(Remark.class))
                .add(last.remark()));
    for (CallSite site : sites) {
      if (site instanceof CallSite.Operator call) {
        for (Remark remark : byOperator.getOrDefault(call, Set.of())) {
          annotations.remark(
              call.mirrored() ? mirrored(remark) : remark, call.operator().symbol(), call.place());
        }
      }
    }
  }

  private static Remark mirrored(Remark remark) {
    if (remark == Remark.FLOAT_WITH_HISTOGRAM) {
      return Remark.HISTOGRAM_WITH_FLOAT;
    }
    return remark == Remark.HISTOGRAM_WITH_FLOAT ? Remark.FLOAT_WITH_HISTOGRAM : remark;
  }
}
