package dev.firebucket.query.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `histogram_quantile` and `histogram_fraction` over the bucket series of one histogram.
public final class ClassicHistogramKernel {
  private ClassicHistogramKernel() {}

  /// An answer.
  ///
  /// @param forced counts that had to be raised for it; asks for an annotation
  public record Answer(Grid grid, Optional<ForcedMonotonicity> forced) {}

  /// @param upperBounds one per grid, the value of its `le` label
  /// @param buckets cumulative counts
  /// @param quantiles a value at every step
  public static Answer quantile(double[] upperBounds, List<Grid> buckets, Grid quantiles) {
    List<ForcedMonotonicity> forced = new ArrayList<>();
    Steps steps = quantiles.steps();
    Grid grid =
        evaluate(
            upperBounds,
            buckets,
            (step, histogram) -> {
              double value = histogram.quantile(quantiles.value(step));
              histogram.forced(steps.time(step)).ifPresent(forced::add);
              return value;
            });
    return new Answer(grid, forced.stream().reduce(ForcedMonotonicity::and));
  }

  /// The share of observations between `lower` and `upper`, which have a value at every step.
  public static Grid fraction(double[] upperBounds, List<Grid> buckets, Grid lower, Grid upper) {
    return evaluate(
        upperBounds,
        buckets,
        (step, histogram) -> histogram.fraction(lower.value(step), upper.value(step)));
  }

  private interface Evaluation {
    double at(int step, ClassicBuckets histogram);
  }

  private static Grid evaluate(double[] upperBounds, List<Grid> buckets, Evaluation evaluation) {
    Integer[] order = ClassicBuckets.order(upperBounds);
    ClassicBuckets histogram = ClassicBuckets.withCapacity(buckets.size());
    Steps steps = buckets.getFirst().steps();
    GridBuilder out = new GridBuilder(steps);
    for (int step = 0; step < steps.count(); step++) {
      histogram.clear();
      for (int bucket : order) {
        Grid grid = buckets.get(bucket);
        if (grid.isPresent(step) && grid.histogram(step) == null) {
          histogram.add(upperBounds[bucket], grid.value(step));
        }
      }
      if (!histogram.isEmpty()) {
        out.set(step, evaluation.at(step, histogram));
      }
    }
    return out.build();
  }
}
