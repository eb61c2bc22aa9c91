package dev.firebucket.ingest.push;

import java.util.List;

/// What one metric of a family shows.
sealed interface MetricValue {
  /// A counter, gauge or untyped value.
  record Simple(double value) implements MetricValue {}

  /// A summary.
  ///
  /// @param count observations, unsigned
  /// @param sum of the observations
  /// @param quantiles in the order they were pushed
  record Summary(long count, double sum, List<Point> quantiles) implements MetricValue {
    public Summary {
      quantiles = List.copyOf(quantiles);
    }
  }

  /// A classic histogram.
  ///
  /// @param count observations, unsigned
  /// @param sum of the observations
  /// @param buckets upper bounds with cumulative counts, in the order they were pushed
  record Histogram(long count, double sum, List<Bucket> buckets) implements MetricValue {
    public Histogram {
      buckets = List.copyOf(buckets);
    }
  }

  /// A quantile and its value.
  record Point(double quantile, double value) {}

  /// A bucket's upper bound and cumulative count, unsigned.
  record Bucket(double upperBound, long count) {}
}
