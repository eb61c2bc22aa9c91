package dev.firebucket.local.simulation;

import dev.firebucket.config.ConfigLoader;
import dev.firebucket.config.PrometheusConfig;
import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.ingest.event.BackOff;
import dev.firebucket.ingest.event.PlannedRound;
import dev.firebucket.ingest.event.ScrapeEvents;
import dev.firebucket.ingest.push.PushGateway;
import dev.firebucket.ingest.round.RoundOptions;
import dev.firebucket.ingest.scrape.ScrapeException;
import dev.firebucket.ingest.scrape.ScrapedBody;
import dev.firebucket.ingest.target.Target;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.simulation.RecordedWriter;
import dev.firebucket.storage.simulation.RepeatingActor;
import dev.firebucket.storage.simulation.Role;
import dev.firebucket.storage.simulation.SimulatedProcess;
import dev.firebucket.storage.simulation.SimulatedWorld;
import dev.firebucket.storage.tail.TailSampleWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/// The scrape function: a round each minute over a few targets, one of which is the push gateway.
/// Events come late, and twice.
final class ScrapingActor extends RepeatingActor<ScrapeEvents> {
  private static final int TIMES = 6;
  private static final Duration TICK = Duration.ofMinutes(1);
  private static final String CONFIG =
      """
      scrape_configs:
      - {job_name: app, static_configs: [{targets: ['a:1', 'b:1']}]}
      - {job_name: push, honor_labels: true, static_configs: [{targets: ['push:1']}]}
      """;

  private long scrapes;
  private Instant last = Instant.EPOCH;

  ScrapingActor(SimulatedWorld world, String name) {
    super(world, name, TIMES);
  }

  @Override
  protected ScrapeEvents start(SimulatedProcess process) throws IOException {
    ObjectStore store = process.world().storeOf(process, Role.WRITER);
    RecordedWriter writer =
        new RecordedWriter(
            process,
            new TailSampleWriter(store, process, process::unique, (key, file) -> {}),
            false);
    PushGateway pushed = new PushGateway(store, process.withZone(ZoneOffset.UTC));
    return new ScrapeEvents(
        config(),
        target -> fetch(target, process, pushed),
        samples -> write(writer, samples),
        store,
        RoundOptions.of("simulation"),
        BackOff.NONE,
        new ActorTime(process));
  }

  private static PrometheusConfig config() throws IOException {
    try {
      return new ConfigLoader().loadText(Path.of("prometheus.yml"), CONFIG);
    } catch (ConfigException e) {
      throw new AssertionError(e);
    }
  }

  private static CompletableFuture<Void> write(RecordedWriter writer, List<SampleBatch> samples) {
    try {
      writer.writeUntilStored(samples);
      return CompletableFuture.completedFuture(null);
    } catch (IOException refused) {
      return CompletableFuture.failedFuture(refused);
    }
  }

  private ScrapedBody fetch(Target target, SimulatedProcess process, PushGateway pushed)
      throws ScrapeException {
    process.sleep(random().nextInt(4_000));
    if (random().nextInt(8) == 0) {
      throw new ScrapeException("context deadline exceeded");
    }
    byte[] body = text(target, pushed).getBytes(StandardCharsets.UTF_8);
    return new ScrapedBody(body, body.length, "text/plain; version=0.0.4");
  }

  private String text(Target target, PushGateway pushed) throws ScrapeException {
    if (!target.config().jobName().equals("push")) {
      return String.format(Locale.ROOT, "scraped_total{part=\"0\"} %d%n", ++scrapes);
    }
    try {
      return pushed.exposition();
    } catch (IOException e) {
      throw new ScrapeException("the gateway does not answer: " + e.getMessage());
    }
  }

  @Override
  protected void act(SimulatedProcess process, ScrapeEvents events) throws IOException {
    boolean again = random().nextInt(4) == 0;
    Instant planned = again ? last : process.instant();
    last = planned;
    try {
      world()
          .note(process.name(), "scraped: " + events.scrape(PlannedRound.of(planned, TICK, 0, 1)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
