package dev.firebucket.lambda.request.metrics;

import dev.firebucket.config.deployed.FunctionContext;
import dev.firebucket.config.metrics.FunctionMetrics;
import dev.firebucket.config.metrics.MetricSource;
import dev.firebucket.config.metrics.OwnSamples;
import dev.firebucket.config.metrics.StoreMetrics;
import dev.firebucket.lambda.start.Snapshot;
import dev.firebucket.storage.tail.SampleWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// The metrics of an environment behind a URL: written at the end of a request, and at most once a
/// minute, since a request must not cost a PUT. What an environment counts after it wrote last is
/// lost with it.
public final class UrlMetrics {
  private static final Duration PACE = Duration.ofMinutes(1);

  /// The first requests of an environment are slow as it is.
  private static final Duration FIRST = Duration.ofSeconds(10);

  private final FunctionMetrics runs;
  private final OwnSamples own;
  private final SampleWriter writer;
  private final InstantSource clock;

  /// When the first event of this environment could come.
  private volatile Instant began;

  /// @param function `push` or `query`
  /// @param others what the function counts besides its requests
  public UrlMetrics(
      String function, FunctionContext context, InstantSource clock, MetricSource... others) {
    this.runs = new FunctionMetrics(clock);
    this.writer = context.bucket().writer();
    this.clock = clock;
    this.began = clock.instant();
    Snapshot.ofProcess().whenRestored(() -> began = clock.instant());
    List<MetricSource> sources = new ArrayList<>(List.of(others));
    sources.add(runs);
    sources.add(new StoreMetrics(context.bucket().store()));
    this.own = new OwnSamples(context.bucket().store(), function, sources, clock);
  }

  /// Begins a request.
  public FunctionMetrics.Run begin() {
    return runs.begin();
  }

  /// Writes, if it is time.
  public void write() {
    if (!clock.instant().isBefore(began.plus(FIRST))) {
      own.write(writer, PACE);
    }
  }
}
