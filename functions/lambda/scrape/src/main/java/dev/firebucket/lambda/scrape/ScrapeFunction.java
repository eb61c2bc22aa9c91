package dev.firebucket.lambda.scrape;

import dev.firebucket.config.deployed.FunctionContext;
import dev.firebucket.config.deployed.ScrapeSettings;
import dev.firebucket.config.http.HttpClientFactory;
import dev.firebucket.config.metrics.FunctionMetrics;
import dev.firebucket.config.metrics.MetricFamilies;
import dev.firebucket.config.metrics.OwnSamples;
import dev.firebucket.config.metrics.StoreMetrics;
import dev.firebucket.ingest.event.BackOff;
import dev.firebucket.ingest.event.RunQueue;
import dev.firebucket.ingest.push.PushGateway;
import dev.firebucket.ingest.round.RoundOptions;
import dev.firebucket.ingest.round.RoundTime;
import dev.firebucket.ingest.round.ScrapeMetrics;
import dev.firebucket.ingest.scrape.LocalExposition;
import dev.firebucket.ingest.scrape.RunLimits;
import dev.firebucket.ingest.status.TargetStatus;
import dev.firebucket.ingest.writing.GatheringWriter;
import dev.firebucket.ingest.writing.WritePolicy;
import dev.firebucket.ingest.writing.WriterMetrics;
import dev.firebucket.ingest.writing.WriterOptions;
import dev.firebucket.lambda.start.EarlyStart;
import dev.firebucket.lambda.start.EventFunction;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Entry point: an event of the schedule or of the queue. The services behind it are built once per
/// cold start, the scrapers again when the configuration changed.
public final class ScrapeFunction implements EventFunction {
  /// A refused object is written again within this time; the event counts as failed after it.
  private static final WriterOptions WRITING =
      WriterOptions.DEFAULT.keepingFor(Duration.ofMillis(1500));

  /// Where a local server shows the pushed groups: one `prometheus.yml` scrapes them here and
  /// there.
  private static final int PUSH_PORT = 9090;

  private static final String PUSH_PATH = "/push/metrics";

  /// The function's own metrics join what a run stores, at most this often …
  private static final Duration METRICS_PACE = Duration.ofSeconds(10);

  /// … and are an object of their own where nothing is due.
  private static final Duration METRICS_ALONE = Duration.ofMinutes(4);

  private final InstantSource clock = InstantSource.system();
  private final FunctionMetrics runs = new FunctionMetrics(clock);
  private final ScrapeService service;

  /// Asks for what the function's own metrics need, while a run does its work.
  private final Runnable beforeRun;

  /// Stores the function's own metrics, if a run has not.
  private final Runnable afterRun;

  public ScrapeFunction() throws IOException {
    Map<String, String> environment = System.getenv();
    ScrapeSettings settings = ScrapeSettings.of(environment);
    FunctionContext context = EarlyStart.context();
    HttpClientFactory clients = new HttpClientFactory();
    GatheringWriter writer = new GatheringWriter(context.bucket().writer(), WRITING);
    Optional<SqsRunQueue> queue =
        settings.queue().map(url -> SqsRunQueue.open(url, settings.sqsEndpoint()));
    PushGateway pushed = new PushGateway(context.bucket().store(), Clock.systemUTC());
    RoundOptions options =
        RoundOptions.of("Firebucket")
            .within(RunLimits.FUNCTION)
            .with(new LocalExposition(PUSH_PORT, PUSH_PATH, pushed::exposition));
    OwnSamples own =
        new OwnSamples(
            context.bucket().store(),
            "scrape",
            List.of(
                runs,
                context.config().metrics(),
                new ScrapeMetrics(options.counters(), this::targets),
                this::countMissedRuns,
                new WriterMetrics(writer),
                new StoreMetrics(context.bucket().store())),
            clock);
    beforeRun = own::prepare;
    afterRun = () -> own.write(context.bucket().writer(), METRICS_ALONE);
    service =
        new ScrapeService(
            new ScrapeService.Parts(
                context.config(),
                options.source(clients),
                samples ->
                    own.within(
                        samples,
                        METRICS_PACE,
                        all -> writer.submit(all, WritePolicy.KEPT.withoutGathering())),
                context.bucket().store(),
                queue.map(RunQueue.class::cast),
                options,
                new BackOff(settings.longestBackOff()),
                RoundTime.of(clock)));
  }

  private List<TargetStatus> targets() {
    return service.targets();
  }

  private void countMissedRuns(MetricFamilies families) {
    service.missed().collect(families);
  }

  /// The function over services of the caller's.
  ScrapeFunction(ScrapeService service) {
    this.service = service;
    this.beforeRun = () -> {};
    this.afterRun = () -> {};
  }

  /// Does what an event says, see [ScrapeEventReader]. What goes wrong for good fails the
  /// invocation: Lambda counts it, tries again, and lays the event aside at last.
  ///
  /// @throws IllegalArgumentException when it is no scrape event
  /// @throws IOException when there is no configuration to work with, what was scraped cannot be
  ///   stored, or a run cannot be laid into the queue
  @Override
  public byte[] handle(byte[] event) throws IOException, InterruptedException {
    beforeRun.run();
    try (FunctionMetrics.Run run = runs.begin()) {
      ScrapeAnswer answer = service.handle(event);
      run.succeeded();
      return answer.json();
    } finally {
      afterRun.run();
    }
  }
}
