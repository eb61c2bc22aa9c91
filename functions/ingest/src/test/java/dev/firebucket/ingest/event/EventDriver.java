package dev.firebucket.ingest.event;

import dev.firebucket.config.PrometheusConfig;
import dev.firebucket.config.http.HttpClientFactory;
import dev.firebucket.ingest.round.RoundOptions;
import dev.firebucket.ingest.round.RoundTime;
import dev.firebucket.ingest.status.TargetStatus;
import dev.firebucket.ingest.target.Target;
import dev.firebucket.ingest.testing.CollectingWriter;
import dev.firebucket.ingest.testing.RoundDriver;
import dev.firebucket.storage.testing.MemoryObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The timer of a function that fires each second.
public final class EventDriver implements RoundDriver {
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final RoundOptions OPTIONS = RoundOptions.of("test");

  private final HttpClientFactory clients = new HttpClientFactory();
  private final MemoryObjectStore store = new MemoryObjectStore();
  private final Map<Target.Identity, TargetStatus> targets = new LinkedHashMap<>();
  private final CollectingWriter writer;
  private @Nullable ScrapeEvents events;
  private Instant now;

  public EventDriver(Instant start, CollectingWriter writer) {
    this.now = start;
    this.writer = writer;
  }

  @Override
  public void apply(PrometheusConfig config) throws Exception {
    boolean first = events == null;
    events =
        new ScrapeEvents(
            config,
            OPTIONS.source(clients),
            writer::submit,
            store,
            OPTIONS,
            BackOff.NONE,
            RoundTime.of(() -> now));
    if (first) {
      fire(events);
    }
  }

  @Override
  public void pass(int seconds) throws Exception {
    ScrapeEvents service = events;
    for (int i = 0; i < seconds && service != null; i++) {
      now = now.plus(TICK);
      fire(service);
    }
  }

  private void fire(ScrapeEvents service) throws Exception {
    EventReport report = service.scrape(new PlannedRound(now, TICK, 0, 1, Duration.ofSeconds(10)));
    ((EventReport.Scraped) report)
        .targets()
        .forEach(status -> targets.put(status.target().identity(), status));
  }

  @Override
  public List<TargetStatus> targets() {
    return List.copyOf(targets.values());
  }

  @Override
  public void close() {
    clients.close();
  }
}
