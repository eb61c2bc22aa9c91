package dev.firebucket.query.result;

import dev.firebucket.query.format.GoNumber;
import dev.firebucket.query.format.GoQuote;
import dev.firebucket.query.kernel.ForcedMonotonicity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// What Prometheus says of buckets whose counts fall where they must rise.
final class MonotonicityInfo {
  private MonotonicityInfo() {}

  static String text(ForcedMonotonicity forced, String metric) {
    return "PromQL info: input to histogram_quantile needed to be fixed for monotonicity (see"
        + " https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile)"
        + (metric.isEmpty() ? "" : " for metric name " + GoQuote.string(metric))
        + ", from buckets "
        + GoNumber.general(forced.leastBound())
        + " to "
        + GoNumber.general(forced.greatestBound())
        + ", with a max diff of "
        + GoNumber.general(twoDigits(forced.greatestDifference()))
        + ", over "
        + forced.steps()
        + " samples from "
        + seconds(forced.firstMillis())
        + " to "
        + seconds(forced.lastMillis());
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
