package dev.firebucket.ingest.writing;

import dev.firebucket.config.metrics.MetricFamilies;
import dev.firebucket.config.metrics.MetricSource;

/// A writer for `/metrics`.
public final class WriterMetrics implements MetricSource {
  private final GatheringWriter writer;

  public WriterMetrics(GatheringWriter writer) {
    this.writer = writer;
  }

  @Override
  public void collect(MetricFamilies families) {
    WriterCounters counters = writer.counters();
    families
        .counter(
            "prometheus_tsdb_head_samples_appended_total",
            "Total number of appended samples.",
            counters.samplesWritten())
        .counter(
            "firebucket_writer_objects_total",
            "Objects put into the store.",
            counters.objectsWritten())
        .counter(
            "firebucket_writer_failures_total",
            "Attempts to write that the store refused; they are repeated.",
            counters.writesFailed())
        .counter(
            "firebucket_writer_samples_dropped_total",
            "Samples given up after the store had refused them for too long.",
            counters.samplesDropped())
        .gauge(
            "firebucket_writer_samples_waiting",
            "Samples that are not stored yet.",
            counters.samplesWaiting());
  }
}
