package dev.firebucket.lambda.scrape;

import dev.firebucket.config.deployed.DeployedConfig;
import dev.firebucket.config.deployed.FunctionContext;
import dev.firebucket.config.http.HttpClientFactory;
import dev.firebucket.ingest.service.ScrapeReport;
import dev.firebucket.ingest.service.ScrapeRun;
import dev.firebucket.ingest.service.ScrapeService;
import dev.firebucket.ingest.service.ScrapeServiceOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The services behind the function: built once per cold start, the scrapers anew when the
/// configuration changed.
@Singleton
public class Scraping {
  private static final Logger LOG = LoggerFactory.getLogger(Scraping.class);

  /// A little less than a minute, so that each minute's run looks once.
  private static final Duration CONFIG_PATIENCE = Duration.ofSeconds(50);

  private final FunctionContext context;
  private final HttpClientFactory clients = new HttpClientFactory();
  private final PushedGroupsTarget pushed;
  private final InstantSource clock = InstantSource.system();
  private @Nullable ScrapeService service;
  private long serviceVersion;

  public Scraping() throws IOException {
    context = FunctionContext.open(System.getenv(), CONFIG_PATIENCE);
    pushed = PushedGroupsTarget.open(context.bucket().store(), System.getenv());
  }

  /// Scrapes what is due.
  ///
  /// @throws IOException when there is no configuration to work with, or the samples cannot be
  ///   stored
  synchronized ScrapeAnswer run(ScrapeEvent event) throws IOException, InterruptedException {
    DeployedConfig.State config = context.config().current();
    Instant now = clock.instant();
    ScrapeRun run =
        new ScrapeRun(
            now,
            event.planned(now),
            event.tick(),
            event.shard(),
            event.shards(),
            event.tick().multipliedBy(2).dividedBy(3));
    ScrapeReport report = service(config).scrapeAll(run);
    ScrapeAnswer answer = ScrapeAnswer.of(report, config.config(), event.tick(), config.problem());
    if (answer.worthALine()) {
      LOG.warn("{}", answer);
    }
    if (!report.stored()) {
      throw new IOException(
          "%d samples could not be stored: %s".formatted(report.samples(), report.storeError()));
    }
    return answer;
  }

  private ScrapeService service(DeployedConfig.State config) {
    ScrapeService known = service;
    if (known != null && serviceVersion == config.version()) {
      return known;
    }
    ScrapeService made =
        new ScrapeService(
            config.config(),
            clients,
            context.bucket().writer(),
            context.bucket().store(),
            ScrapeServiceOptions.DEFAULT);
    service = made;
    serviceVersion = config.version();
    return made;
  }

  @PreDestroy
  void close() {
    pushed.close();
    clients.close();
    context.close();
  }
}
