package dev.firebucket.config.metrics;

/// Something that counts what it does. Asked at each scrape, or once for each object of samples.
@FunctionalInterface
public interface MetricSource {
  /// Adds the families as they are now.
  void collect(MetricFamilies families);
}
