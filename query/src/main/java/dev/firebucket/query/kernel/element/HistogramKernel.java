package dev.firebucket.query.kernel.element;

import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.grid.GridBuilder;
import dev.firebucket.query.histogram.HistogramFraction;
import dev.firebucket.query.histogram.HistogramQuantile;
import dev.firebucket.query.histogram.Remark;
import dev.firebucket.query.histogram.Remarks;
import dev.firebucket.query.time.Steps;
import dev.firebucket.storage.model.FloatHistogram;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `histogram_quantile` and `histogram_fraction` over what one set of labels has: the bucket series
/// of a classic histogram, a series of native ones, or both at different steps.
public final class HistogramKernel {
  private HistogramKernel() {}

  /// The input.
  ///
  /// @param upperBounds one per grid of `buckets`, the value of its `le` label
  /// @param buckets cumulative counts
  /// @param natives histograms; null where there are none
  public record Input(double[] upperBounds, List<Grid> buckets, @Nullable Grid natives) {
    public Input {
      buckets = List.copyOf(buckets);
    }

    /// A classic histogram.
    public static Input classic(double[] upperBounds, List<Grid> buckets) {
      return new Input(upperBounds, buckets, null);
    }

    private @Nullable FloatHistogram nativeAt(int step) {
      Grid grid = natives;
      return grid != null && grid.isPresent(step) ? grid.histogram(step) : null;
    }
  }

  /// An answer.
  ///
  /// @param forced counts that had to be raised for it; any ask for an annotation
  public record Answer(Grid grid, ForcedMonotonicity forced) {}

  /// @param quantiles a value at every step
  public static Answer quantile(Input input, Grid quantiles, Remarks remarks) {
    Steps steps = quantiles.steps();
    ForcedMonotonicity forced = new ForcedMonotonicity(steps);
    Grid grid =
        evaluate(
            input,
            steps,
            (step, histogram) -> {
              double value = histogram.quantile(quantiles.value(step));
              histogram.tellRaised(step, forced);
              return value;
            },
            (step, histogram) -> HistogramQuantile.of(quantiles.value(step), histogram, remarks),
            remarks);
    return new Answer(grid, forced);
  }

  /// The share of observations between `lower` and `upper`, which have a value at every step.
  public static Grid fraction(Input input, Grid lower, Grid upper, Remarks remarks) {
    return evaluate(
        input,
        lower.steps(),
        (step, histogram) -> histogram.fraction(lower.value(step), upper.value(step)),
        (step, histogram) ->
            HistogramFraction.between(lower.value(step), upper.value(step), histogram, remarks),
        remarks);
  }

  private interface OfClassic {
    double at(int step, ClassicBuckets histogram);
  }

  private interface OfNative {
    double at(int step, FloatHistogram histogram);
  }

  private static Grid evaluate(
      Input input, Steps steps, OfClassic ofClassic, OfNative ofNative, Remarks remarks) {
    Integer[] order = ClassicBuckets.order(input.upperBounds());
    ClassicBuckets classic = ClassicBuckets.withCapacity(input.buckets().size());
    GridBuilder out = new GridBuilder(steps);
    for (int step = 0; step < steps.count(); step++) {
      fill(classic, input, order, step);
      FloatHistogram histogram = input.nativeAt(step);
      if (histogram == null) {
        if (!classic.isEmpty()) {
          out.set(step, ofClassic.at(step, classic));
        }
      } else if (classic.isEmpty()) {
        out.set(step, ofNative.at(step, histogram));
      } else {
        remarks.add(Remark.MIXED_CLASSIC_NATIVE);
      }
    }
    return out.build();
  }

  private static void fill(ClassicBuckets histogram, Input input, Integer[] order, int step) {
    histogram.clear();
    for (int bucket : order) {
      Grid grid = input.buckets().get(bucket);
      if (grid.isPresent(step) && grid.histogram(step) == null) {
        histogram.add(input.upperBounds()[bucket], grid.value(step));
      }
    }
  }
}
