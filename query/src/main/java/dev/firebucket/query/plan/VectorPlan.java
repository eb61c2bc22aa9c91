package dev.firebucket.query.plan;

import dev.firebucket.query.ast.AggregateOperator;
import dev.firebucket.query.ast.BinaryOperator;
import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.ast.VectorMatching;
import dev.firebucket.query.functions.ElementFunction;
import dev.firebucket.query.functions.RangeFunction;
import dev.firebucket.query.functions.SampleReading;
import dev.firebucket.query.time.Steps;
import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.model.LabelSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A node that has a set of series with one value each at some of the steps.
public sealed interface VectorPlan extends Plan {

  /// The newest sample of each series that is not older than the lookback.
  ///
  /// @param lookbackMillis how old it may be, exclusive
  /// @param reading what of the sample: `timestamp(x)` takes its time, `start_timestamp(x)` since
  ///   when it counts
  record InstantSelection(
      SeriesSelector selector, long lookbackMillis, SampleReading reading, Steps steps)
      implements VectorPlan {}

  /// `x smoothed`: the value on the line between the samples around each step.
  ///
  /// @param lookbackMillis how far they may be, before and after
  record SmoothedSelection(SeriesSelector selector, long lookbackMillis, Steps steps)
      implements VectorPlan {}

  /// `rate(x[5m])` and its kin: a function of the samples of a window.
  ///
  /// @param parameters scalars in the order of [RangeFunction], without the range
  /// @param range the place of the argument that annotations speak of
  record OverRange(
      RangeFunction function,
      RangePlan input,
      List<ScalarPlan> parameters,
      SourceRange range,
      Steps steps)
      implements VectorPlan {
    public OverRange {
      parameters = List.copyOf(parameters);
    }
  }

  /// A function of each value alone: `abs(v)`, `clamp(v, 0, 1)`, `-v`.
  record Elementwise(
      ElementFunction function, VectorPlan inner, List<ScalarPlan> parameters, Steps steps)
      implements VectorPlan {
    public Elementwise {
      parameters = List.copyOf(parameters);
    }
  }

  /// Aggregations that give one series per group.
  ///
  /// @param parameter of `quantile`, null otherwise
  /// @param grouping labels to keep (`by`) or to leave out (`without`)
  /// @param range place of the parameter where there is one, of the aggregation otherwise
  /// @param innerRange place of what is aggregated
  record Aggregation(
      AggregateOperator operator,
      @Nullable ScalarPlan parameter,
      VectorPlan inner,
      boolean without,
      List<String> grouping,
      SourceRange range,
      SourceRange innerRange,
      Steps steps)
      implements VectorPlan {
    public Aggregation {
      grouping = List.copyOf(grouping);
    }
  }

  /// `topk`, `bottomk` and `limitk`: the k largest, smallest or first series of each group at each
  /// step.
  ///
  /// @param operator one of the three
  record Ranking(
      AggregateOperator operator,
      ScalarPlan count,
      VectorPlan inner,
      boolean without,
      List<String> grouping,
      SourceRange range,
      Steps steps)
      implements VectorPlan {
    public Ranking {
      grouping = List.copyOf(grouping);
    }
  }

  /// `limit_ratio`: the series of a share of all.
  ///
  /// @param ratio the share; a negative one counts from the other end
  /// @param range place of the ratio
  record LimitRatio(ScalarPlan ratio, VectorPlan inner, SourceRange range, Steps steps)
      implements VectorPlan {}

  /// `count_values`: how many series of a group have each value.
  record ValueCounts(
      String label, VectorPlan inner, boolean without, List<String> grouping, Steps steps)
      implements VectorPlan {
    public ValueCounts {
      grouping = List.copyOf(grouping);
    }
  }

  /// Arithmetic or comparison of two vectors.
  record Binary(
      BinaryOperator operator,
      VectorPlan left,
      VectorPlan right,
      boolean returnBool,
      VectorMatching matching,
      SourceRange range,
      Steps steps)
      implements VectorPlan {}

  /// Arithmetic or comparison of a vector and a scalar.
  ///
  /// @param scalarFirst whether the scalar is on the left
  /// @param range place of the whole expression
  record ScalarBinary(
      BinaryOperator operator,
      VectorPlan vector,
      ScalarPlan scalar,
      boolean scalarFirst,
      boolean returnBool,
      SourceRange range,
      Steps steps)
      implements VectorPlan {}

  /// `and`, `or`, `unless`.
  record SetOperation(
      BinaryOperator operator,
      VectorPlan left,
      VectorPlan right,
      VectorMatching matching,
      Steps steps)
      implements VectorPlan {}

  /// `vector(s)`.
  record OfScalar(ScalarPlan scalar, Steps steps) implements VectorPlan {}

  /// `absent(v)`: 1 where no series has a value.
  ///
  /// @param labels of the answer, from the matchers of the argument
  record Absent(VectorPlan inner, LabelSet labels, Steps steps) implements VectorPlan {}

  /// `label_replace`.
  record LabelReplace(
      VectorPlan inner,
      String destination,
      String replacement,
      String source,
      String regex,
      Steps steps)
      implements VectorPlan {}

  /// `label_join`.
  record LabelJoin(
      VectorPlan inner, String destination, String separator, List<String> sources, Steps steps)
      implements VectorPlan {
    public LabelJoin {
      sources = List.copyOf(sources);
    }
  }

  /// `histogram_quantile` of native histograms and classic buckets.
  ///
  /// @param quantileRange place of the quantile
  /// @param range place of the histograms
  record HistogramQuantile(
      ScalarPlan quantile,
      VectorPlan buckets,
      SourceRange quantileRange,
      SourceRange range,
      Steps steps)
      implements VectorPlan {}

  /// `histogram_quantiles`: several quantiles at once, distinguished by a label.
  ///
  /// @param label takes the quantile
  /// @param quantileRanges places of the quantiles
  /// @param range place of the histograms
  record HistogramQuantiles(
      VectorPlan buckets,
      String label,
      List<ScalarPlan> quantiles,
      List<SourceRange> quantileRanges,
      SourceRange range,
      Steps steps)
      implements VectorPlan {
    public HistogramQuantiles {
      quantiles = List.copyOf(quantiles);
      quantileRanges = List.copyOf(quantileRanges);
    }
  }

  /// `histogram_fraction` of native histograms and classic buckets.
  ///
  /// @param lowerRange place of the lower bound
  /// @param range place of the histograms
  record HistogramFraction(
      ScalarPlan lower,
      ScalarPlan upper,
      VectorPlan buckets,
      SourceRange lowerRange,
      SourceRange range,
      Steps steps)
      implements VectorPlan {}

  /// `sort`, `sort_desc`: the order of an instant query's answer.
  ///
  /// @param ineffective whether it is a range query, whose answer is ordered by labels
  record Sorted(
      VectorPlan inner, boolean descending, boolean ineffective, SourceRange range, Steps steps)
      implements VectorPlan {}

  /// `sort_by_label`, `sort_by_label_desc`: the order of an instant query's answer by the values of
  /// labels, numbers in them counting as such.
  ///
  /// @param labels the first that differs decides, then all labels
  /// @param ineffective whether it is a range query, whose answer is ordered by labels
  record SortedByLabels(
      VectorPlan inner,
      List<String> labels,
      boolean descending,
      boolean ineffective,
      SourceRange range,
      Steps steps)
      implements VectorPlan {
    public SortedByLabels {
      labels = List.copyOf(labels);
    }
  }

  /// `info(v, {…})`: labels of info series copied to the series that they speak of.
  ///
  /// @param info which series are info series, looked at where the series to enrich are
  /// @param names the conditions among them on the metric name
  /// @param data all others: only labels so named are copied, where there are any
  /// @param lookbackMillis how old the newest sample of an info series may be, exclusive
  record InfoLabels(
      VectorPlan inner,
      SeriesSelector info,
      List<LabelMatcher> names,
      List<LabelMatcher> data,
      long lookbackMillis,
      Steps steps)
      implements VectorPlan {
    public InfoLabels {
      names = List.copyOf(names);
      data = List.copyOf(data);
    }
  }

  /// No series at all: what a function answers that lacks what it asks of its samples.
  record Nothing(Steps steps) implements VectorPlan {}

  /// Evaluated at the first step and repeated at all.
  record Repeated(VectorPlan inner, Steps steps) implements VectorPlan {}
}
