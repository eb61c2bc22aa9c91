package dev.firebucket.config.metrics;

import dev.firebucket.storage.compaction.CompactionReport;
import dev.firebucket.storage.retention.RetentionPolicy;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// The runs of compaction since this process began.
public final class CompactionMetrics implements MetricSource {
  private final AtomicLong runs = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong objectsTakenIn = new AtomicLong();
  private final AtomicLong samplesWritten = new AtomicLong();
  private final AtomicLong problems = new AtomicLong();
  private final AtomicLong passedOver = new AtomicLong();
  private final AtomicLong deleted = new AtomicLong();
  private final AtomicLong droppedByAge = new AtomicLong();
  private final AtomicLong droppedBySize = new AtomicLong();
  private final Supplier<RetentionPolicy> retention;

  /// @param retention what compaction applies
  public CompactionMetrics(Supplier<RetentionPolicy> retention) {
    this.retention = retention;
  }

  /// Where everything is kept.
  public CompactionMetrics() {
    this(() -> RetentionPolicy.NONE);
  }

  /// A run has ended well.
  public void ran(CompactionReport report) {
    runs.incrementAndGet();
    objectsTakenIn.addAndGet(report.tailObjects());
    samplesWritten.addAndGet(report.samplesWritten());
    problems.addAndGet(report.problems().size());
    passedOver.set(report.problems().size());
    deleted.addAndGet(report.deletedObjects());
    droppedByAge.addAndGet(Math.min(1, report.droppedByAge()));
    droppedBySize.addAndGet(Math.min(1, report.droppedBySize()));
  }

  /// A run was broken off.
  public void failed() {
    failures.incrementAndGet();
  }

  @Override
  public void collect(MetricFamilies families) {
    families
        .counter(
            "prometheus_tsdb_compactions_total",
            "Total number of compactions that were executed.",
            runs.get())
        .counter(
            "prometheus_tsdb_compactions_failed_total",
            "Total number of compactions that failed.",
            failures.get())
        .counter(
            "firebucket_compaction_objects_total",
            "Fresh objects that compaction took in.",
            objectsTakenIn.get())
        .counter(
            "firebucket_compaction_samples_total",
            "Samples that compaction wrote.",
            samplesWritten.get())
        .counter(
            "firebucket_compaction_problems_total",
            "Objects that compaction passed over because they are missing or not readable.",
            problems.get())
        .gauge(
            "firebucket_compaction_passed_over_objects",
            "Objects that the last compaction passed over; its log names them.",
            passedOver.get())
        .counter(
            "firebucket_compaction_deleted_objects_total",
            "Objects that no longer counted and were deleted.",
            deleted.get())
        .counter(
            "prometheus_tsdb_time_retentions_total",
            "The number of times that files were dropped because they were too old.",
            droppedByAge.get())
        .counter(
            "prometheus_tsdb_size_retentions_total",
            "The number of times that files were dropped because all were too large.",
            droppedBySize.get())
        .gauge(
            "prometheus_tsdb_retention_limit_bytes",
            "Most bytes that are kept, 0 for any number.",
            retention.get().bytes())
        .gauge(
            "prometheus_tsdb_retention_limit_seconds",
            "How long samples are kept, 0 for ever.",
            retention.get().time().toMillis() / 1e3);
  }
}
