package dev.firebucket.ingest.gathering;

import dev.firebucket.config.metrics.MetricFamilies;
import dev.firebucket.config.metrics.MetricSource;
import java.util.concurrent.atomic.LongAdder;

/// What became of requests since this process began. Safe for use by several threads.
public final class GatheringMetrics implements MetricSource {
  private final LongAdder queued = new LongAdder();
  private final LongAdder atOnce = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder gathered = new LongAdder();
  private final LongAdder objects = new LongAdder();
  private final LongAdder failed = new LongAdder();

  void queued() {
    queued.increment();
  }

  void storedAtOnce() {
    atOnce.increment();
  }

  void refused() {
    refused.increment();
  }

  void gathered(int requests) {
    gathered.add(requests);
    objects.increment();
  }

  void failed(int requests) {
    failed.add(requests);
  }

  @Override
  public void collect(MetricFamilies families) {
    families
        .counter(
            "firebucket_remote_write_queued_total",
            "Requests of remote write that were laid into the queue.",
            queued.sum())
        .counter(
            "firebucket_remote_write_stored_at_once_total",
            "Requests of remote write that were stored without the queue.",
            atOnce.sum())
        .counter(
            "firebucket_remote_write_queue_refusals_total",
            "Requests of remote write that the queue did not take; they were stored at once.",
            refused.sum())
        .counter(
            "firebucket_remote_write_gathered_total",
            "Requests of remote write that came out of the queue and are stored.",
            gathered.sum())
        .counter(
            "firebucket_remote_write_gathered_objects_total",
            "Objects in which they are stored.",
            objects.sum())
        .counter(
            "firebucket_remote_write_gathered_failures_total",
            "Requests of remote write that came out of the queue and could not be stored; the queue hands them over again.",
            failed.sum());
  }
}
