package dev.firebucket.ingest.event;

import dev.firebucket.config.http.HttpClientFactory;
import dev.firebucket.config.memory.ByteBudget;
import dev.firebucket.ingest.round.RoundOptions;
import dev.firebucket.ingest.round.RoundTime;
import dev.firebucket.ingest.round.ScrapeCounters;
import dev.firebucket.ingest.scrape.RunLimits;
import dev.firebucket.ingest.status.TargetStatus;
import dev.firebucket.ingest.testing.CollectingWriter;
import dev.firebucket.ingest.testing.Configs;
import dev.firebucket.ingest.testing.Samples;
import dev.firebucket.ingest.testing.TargetServer;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.object.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Processes that get events, over one bucket and one server with targets.
abstract class EventProcesses {
  static final Instant START = Instant.parse("2026-11-22T18:00:00Z");
  static final Duration MINUTE = Duration.ofMinutes(1);
  static final RoundOptions OPTIONS =
      new RoundOptions(
          8, "test", List.of(), new ScrapeCounters(), RunLimits.NONE, ByteBudget.ofHeap());

  final TargetServer server = new TargetServer();
  final HttpClientFactory clients = new HttpClientFactory();
  final CollectingWriter writer = new CollectingWriter();
  @TempDir Path folder;
  Bucket bucket;

  /// What the clock of every process says.
  Instant now = START;

  private int minute;

  @BeforeEach
  void open() throws IOException {
    bucket = Bucket.open(folder.resolve("data").toString(), BucketOptions.defaults());
  }

  @AfterEach
  void close() {
    server.close();
    clients.close();
    bucket.close();
  }

  /// A process: knows nothing but what stands in the bucket.
  ScrapeEvents service(String yaml) {
    return service(yaml, bucket.store(), BackOff.NONE);
  }

  ScrapeEvents service(String yaml, ObjectStore store, BackOff backOff) {
    return service(yaml, store, backOff, OPTIONS);
  }

  ScrapeEvents service(String yaml, ObjectStore store, BackOff backOff, RoundOptions options) {
    return new ScrapeEvents(
        Configs.load(folder, yaml),
        options.source(clients),
        writer::submit,
        store,
        options,
        backOff,
        RoundTime.of(() -> now));
  }

  EventReport.Scraped nextMinute(ScrapeEvents service) throws Exception {
    return scrape(service, START.plus(MINUTE.multipliedBy(minute++)));
  }

  EventReport.Scraped scrape(ScrapeEvents service, Instant planned) throws Exception {
    now = planned;
    return (EventReport.Scraped) service.scrape(PlannedRound.ofMinute(planned));
  }

  static String job(TargetStatus status) {
    return status.target().config().jobName();
  }

  static String job(String name, String addresses) {
    return "- {job_name: " + name + ", static_configs: [{targets: [" + addresses + "]}]}\n";
  }

  /// A configuration of one job that scrapes the server.
  String oneTarget() {
    return "scrape_configs:\n" + job("test", "'" + server.address() + "'");
  }

  List<String> lastSamples() {
    return Samples.of(writer.objects().getLast());
  }
}
