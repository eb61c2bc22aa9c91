package dev.firebucket.ingest.remotewrite;

import dev.firebucket.config.metrics.MetricFamilies;
import dev.firebucket.config.metrics.MetricSource;
import java.util.concurrent.atomic.LongAdder;

/// What remote write has brought since this process began. Safe for use by several threads.
public final class RemoteWriteMetrics implements MetricSource {
  private final LongAdder requests = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder samples = new LongAdder();
  private final LongAdder invalid = new LongAdder();

  RemoteWriteMetrics() {}

  void received(long stored, long leftOut) {
    requests.increment();
    samples.add(stored);
    invalid.add(leftOut);
  }

  void failed() {
    requests.increment();
    failures.increment();
  }

  @Override
  public void collect(MetricFamilies families) {
    families
        .counter(
            "prometheus_api_remote_write_invalid_labels_samples_total",
            "The total number of received remote write samples and histogram samples which were ingested with invalid labels.",
            invalid.sum())
        .counter(
            "firebucket_remote_write_requests_total",
            "Requests of remote write that were taken or failed.",
            requests.sum())
        .counter(
            "firebucket_remote_write_failures_total",
            "Requests of remote write that were refused, or whose samples could not be stored.",
            failures.sum())
        .counter(
            "firebucket_remote_write_samples_total",
            "Samples that remote write brought and that are stored.",
            samples.sum());
  }
}
