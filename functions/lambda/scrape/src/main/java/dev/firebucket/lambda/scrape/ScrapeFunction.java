package dev.firebucket.lambda.scrape;

import dev.firebucket.config.deployed.DeployedConfig;
import dev.firebucket.config.deployed.FunctionContext;
import dev.firebucket.config.http.HttpClientFactory;
import dev.firebucket.ingest.event.EventReport;
import dev.firebucket.ingest.event.ScrapeEvents;
import dev.firebucket.ingest.push.PushGateway;
import dev.firebucket.ingest.round.RoundOptions;
import dev.firebucket.ingest.scrape.LocalExposition;
import dev.firebucket.ingest.writing.GatheringWriter;
import dev.firebucket.ingest.writing.WritePolicy;
import dev.firebucket.ingest.writing.WriterOptions;
import io.quarkus.funqy.Funq;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Entry point: one event of the scrape timer. The services behind it are built once per cold
/// start, the scrapers again when the configuration changed.
@Singleton
public class ScrapeFunction {
  private static final Logger LOG = LoggerFactory.getLogger(ScrapeFunction.class);

  /// A refused object is written again within this time; the event counts as failed after it.
  private static final WriterOptions WRITING =
      WriterOptions.DEFAULT.keepingFor(Duration.ofMillis(1500));

  /// A little less than a minute, so that each minute's run looks once.
  private static final Duration CONFIG_PATIENCE = Duration.ofSeconds(50);

  /// Where a local server shows the pushed groups: one `prometheus.yml` scrapes them here and
  /// there.
  private static final int PUSH_PORT = 9090;

  private static final String PUSH_PATH = "/push/metrics";

  private final FunctionContext context;
  private final HttpClientFactory clients = new HttpClientFactory();
  private final RoundOptions options;
  private final InstantSource clock = InstantSource.system();
  private final GatheringWriter writer;
  private @Nullable ScrapeEvents events;
  private long eventsVersion;

  public ScrapeFunction() throws IOException {
    context = FunctionContext.open(System.getenv(), CONFIG_PATIENCE);
    writer = new GatheringWriter(context.bucket().writer(), WRITING);
    PushGateway pushed = new PushGateway(context.bucket().store(), Clock.systemUTC());
    options =
        RoundOptions.of("Firebucket")
            .with(new LocalExposition(PUSH_PORT, PUSH_PATH, pushed::exposition));
  }

  /// Scrapes what is due at the planned time.
  ///
  /// @throws IOException when there is no configuration to work with, or what was scraped cannot be
  ///   stored; the run then counts as failed
  @Funq
  public synchronized ScrapeAnswer scrape(ScrapeEvent event)
      throws IOException, InterruptedException {
    DeployedConfig.State config = context.config().current();
    EventReport report = events(config).scrape(event.round(clock.instant()));
    ScrapeAnswer answer = ScrapeAnswer.of(report, config.config(), event.tick(), config.problem());
    if (answer.worthALine()) {
      LOG.warn("{}", answer);
    }
    if (report instanceof EventReport.Scraped scraped && !scraped.stored()) {
      throw new IOException(
          "%d samples could not be stored: %s".formatted(scraped.samples(), scraped.storeError()));
    }
    return answer;
  }

  private ScrapeEvents events(DeployedConfig.State config) {
    ScrapeEvents known = events;
    if (known != null && eventsVersion == config.version()) {
      return known;
    }
    ScrapeEvents made =
        new ScrapeEvents(
            config.config(),
            clients,
            samples -> writer.submit(samples, WritePolicy.KEPT.withoutGathering()),
            context.bucket().store(),
            options,
            clock);
    events = made;
    eventsVersion = config.version();
    return made;
  }

  @PreDestroy
  void close() {
    writer.close();
    clients.close();
    context.close();
  }
}
