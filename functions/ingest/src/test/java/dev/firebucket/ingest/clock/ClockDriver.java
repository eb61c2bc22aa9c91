package dev.firebucket.ingest.clock;

import dev.firebucket.config.PrometheusConfig;
import dev.firebucket.config.http.HttpClientFactory;
import dev.firebucket.ingest.round.RoundOptions;
import dev.firebucket.ingest.status.TargetStatus;
import dev.firebucket.ingest.testing.CollectingWriter;
import dev.firebucket.ingest.testing.RoundDriver;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The clock of the local server, moved by hand.
public final class ClockDriver implements RoundDriver {
  private static final Duration STEP = Duration.ofSeconds(1);

  private final HttpClientFactory clients = new HttpClientFactory();
  final ManualTimer timer;

  /// The interval of each scrape as it should have been, and as it was.
  final List<String> intervals = new CopyOnWriteArrayList<>();

  final ScrapeClock scrapes;

  public ClockDriver(Instant start, CollectingWriter writer) {
    timer = new ManualTimer(start);
    scrapes =
        new ScrapeClock(
            clients,
            writer::submit,
            timer,
            RoundOptions.of("test"),
            (interval, actual) -> intervals.add(interval + " " + actual));
  }

  @Override
  public void apply(PrometheusConfig config) {
    scrapes.apply(config);
  }

  @Override
  public void pass(int seconds) throws InterruptedException {
    for (int i = 0; i < seconds; i++) {
      awaitQuiet();
      timer.advance(STEP);
    }
    awaitQuiet();
  }

  /// Waits until every loop, and the watcher of target files, sleeps.
  void awaitQuiet() throws InterruptedException {
    while (!timer.sleeps(scrapes.running() + 1)) {
      Thread.sleep(1);
    }
  }

  @Override
  public List<TargetStatus> targets() {
    return scrapes.activeTargets();
  }

  @Override
  public void close() {
    scrapes.close();
    clients.close();
  }
}
