package dev.firebucket.query.result;

import dev.firebucket.go.number.FloatText;
import dev.firebucket.go.text.Quote;
import dev.firebucket.query.kernel.element.ForcedMonotonicity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/// What Prometheus says of buckets whose counts fall where they must rise.
final class MonotonicityInfo {
  private MonotonicityInfo() {}

  /// @param places one per call that had to raise counts
  /// @param metric its name, empty where names are gone
  static String text(Collection<ForcedMonotonicity> places, String metric) {
    return "PromQL info: input to histogram_quantile needed to be fixed for monotonicity (see"
        + " https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile)"
        + (metric.isEmpty() ? "" : " for metric name " + Quote.string(metric))
        + ", from buckets "
        + FloatText.general(of(places, ForcedMonotonicity::leastBound).min().orElseThrow())
        + " to "
        + FloatText.general(of(places, ForcedMonotonicity::greatestBound).max().orElseThrow())
        + ", with a max diff of "
        + FloatText.general(
            twoDigits(of(places, ForcedMonotonicity::greatestDifference).max().orElseThrow()))
        + ", over "
        + places.stream().mapToLong(ForcedMonotonicity::samples).sum()
        + " samples from "
        + seconds(places.stream().mapToLong(ForcedMonotonicity::firstMillis).min().orElseThrow())
        + " to "
        + seconds(places.stream().mapToLong(ForcedMonotonicity::lastMillis).max().orElseThrow());
  }

  private static DoubleStream of(
      Collection<ForcedMonotonicity> places, ToDoubleFunction<ForcedMonotonicity> what) {
    return places.stream().mapToDouble(what);
  }

  private static double twoDigits(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).round(new MathContext(2)).doubleValue()
        : value;
  }

  private static Instant seconds(long millis) {
    return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS);
  }
}
