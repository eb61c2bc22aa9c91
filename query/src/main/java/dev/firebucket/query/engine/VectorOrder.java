package dev.firebucket.query.engine;

import dev.firebucket.query.ast.AggregateOperator;
import dev.firebucket.query.plan.VectorPlan;
import dev.firebucket.query.result.VectorSample;
import dev.firebucket.storage.model.LabelSet;
import java.util.Comparator;
import java.util.List;

/// The order of an instant query's vector: by labels, unless the outermost function says another.
///
/// @param order of the samples
record VectorOrder(Comparator<VectorSample> order) {
  private static final Comparator<VectorSample> BY_LABELS =
      Comparator.comparing(VectorSample::labels);

  static VectorOrder of(VectorPlan plan) {
    if (plan instanceof VectorPlan.Sorted sorted) {
      return new VectorOrder(byValue(sorted.descending()));
    }
    if (plan instanceof VectorPlan.SortedByLabels sorted) {
      Comparator<VectorSample> order = byLabels(sorted.labels());
      return new VectorOrder(sorted.descending() ? order.reversed() : order);
    }
    if (plan instanceof VectorPlan.Ranking ranking
        && ranking.operator() != AggregateOperator.LIMITK) {
      return new VectorOrder(
          Comparator.<VectorSample, LabelSet>comparing(sample -> group(sample, ranking))
              .thenComparing(byValue(ranking.operator() == AggregateOperator.TOPK)));
    }
    return new VectorOrder(BY_LABELS);
  }

  List<VectorSample> sort(List<VectorSample> samples) {
    return samples.stream().sorted(order).toList();
  }

  /// NaN goes last in both directions; equal values go by labels.
  private static Comparator<VectorSample> byValue(boolean descending) {
    Comparator<VectorSample> numbers = Comparator.comparingDouble(VectorSample::value);
    return Comparator.<VectorSample, Boolean>comparing(sample -> Double.isNaN(sample.value()))
        .thenComparing(descending ? numbers.reversed() : numbers)
        .thenComparing(BY_LABELS);
  }

  private static Comparator<VectorSample> byLabels(List<String> names) {
    return (a, b) -> {
      for (String name : names) {
        String left = a.labels().value(name);
        String right = b.labels().value(name);
        if (!left.equals(right)) {
          return NaturalOrder.compare(left, right);
        }
      }
      return BY_LABELS.compare(a, b);
    };
  }

  private static LabelSet group(VectorSample sample, VectorPlan.Ranking ranking) {
    return ranking.without()
        ? sample.labels().without(ranking.grouping()).withoutName()
        : sample.labels().keeping(ranking.grouping());
  }
}
