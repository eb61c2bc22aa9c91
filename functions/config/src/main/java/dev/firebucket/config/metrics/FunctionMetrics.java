package dev.firebucket.config.metrics;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The runs of a function in one environment. Safe for use by several threads.
public final class FunctionMetrics implements MetricSource {
  private final InstantSource clock;
  private long runs;
  private long failures;
  private Duration took = Duration.ZERO;
  private Instant last = Instant.EPOCH;

  public FunctionMetrics(InstantSource clock) {
    this.clock = clock;
  }

  /// Begins a run, which counts as failed unless it says that it went well.
  public Run begin() {
    return new Run();
  }

  /// A run, until it is closed.
  public final class Run implements AutoCloseable {
    private final long began = System.nanoTime();
    private boolean failed = true;

    private Run() {}

    /// The run went well.
    public void succeeded() {
      failed = false;
    }

    @Override
    public void close() {
      ended(clock.instant(), Duration.ofNanos(System.nanoTime() - began), failed);
    }
  }

  private synchronized void ended(Instant ended, Duration duration, boolean failed) {
    runs++;
    failures += failed ? 1 : 0;
    took = took.plus(duration);
    last = ended;
  }

  @Override
  public synchronized void collect(MetricFamilies families) {
    families
        .counter("firebucket_function_runs_total", "Runs of the function that have ended.", runs)
        .counter("firebucket_function_failed_runs_total", "Runs that failed.", failures)
        .counter(
            "firebucket_function_run_seconds_total",
            "How long all runs took together.",
            took.toNanos() / 1e9)
        .counter(
            "firebucket_function_cold_starts_total", "Environments of the function that began.", 1)
        .gauge(
            "firebucket_function_last_run_timestamp_seconds",
            "When the last run ended.",
            last.toEpochMilli() / 1e3);
  }
}
