package dev.firebucket.ingest.scrape;

import dev.firebucket.config.http.HttpClientFactory;
import dev.firebucket.config.memory.ByteBudget;
import dev.firebucket.config.scrape.ScrapeConfig;
import dev.firebucket.ingest.discovery.JobDiscovery;
import dev.firebucket.ingest.target.Target;
import dev.firebucket.ingest.testing.Configs;
import dev.firebucket.ingest.testing.Samples;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Scrapes one target of one job, time after time.
final class Scraping implements AutoCloseable {
  private final HttpClientFactory clients = new HttpClientFactory();
  private final String address;
  private Target target;
  private TargetScraper scraper;
  private TargetMemory memory = new TargetMemory();

  Scraping(String address, String settings) {
    this.address = address;
    ScrapeConfig config = Configs.job(address, settings).scrapeConfigs().getFirst();
    target = target(config);
    scraper =
        new TargetScraper(
            config,
            new TargetFetcher(clients, "test", List.of(), RunLimits.NONE, ByteBudget.ofHeap()),
            System::nanoTime);
  }

  private static Target target(ScrapeConfig config) {
    return new JobDiscovery(config).refresh(Instant.EPOCH).active().getFirst();
  }

  /// Goes on with other settings.
  void reload(String settings) {
    ScrapeConfig config = Configs.job(address, settings).scrapeConfigs().getFirst();
    target = target(config);
    scraper =
        new TargetScraper(
            config,
            new TargetFetcher(clients, "test", List.of(), RunLimits.NONE, ByteBudget.ofHeap()),
            System::nanoTime);
  }

  ScrapeOutcome at(long millis) throws InterruptedException {
    return scraper.scrape(target, memory, millis, null);
  }

  /// The samples of a scrape without reports, as text.
  List<String> samplesAt(long millis) throws InterruptedException {
    return Samples.of(at(millis).samples());
  }

  static Map<String, Double> reports(ScrapeOutcome outcome) {
    return Samples.reports(outcome.samples());
  }

  TargetMemory memory() {
    return memory;
  }

  /// Goes on as another process would, with what the first one left.
  void restart() {
    memory = TargetMemory.restore(memory.tracked().orElseThrow());
  }

  /// The labels of the target as they stand in samples.
  String labels() {
    String text = target.publicLabels().toString();
    return text.substring(1, text.length() - 1);
  }

  @Override
  public void close() {
    clients.close();
  }
}
