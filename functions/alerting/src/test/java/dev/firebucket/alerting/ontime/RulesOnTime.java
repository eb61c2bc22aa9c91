package dev.firebucket.alerting.ontime;

import dev.firebucket.alerting.evaluation.RuleEnvironment;
import dev.firebucket.alerting.evaluation.RuleQueries;
import dev.firebucket.alerting.notify.Notifier;
import dev.firebucket.alerting.schedule.RuleService;
import dev.firebucket.alerting.schedule.TickReport;
import dev.firebucket.alerting.state.GroupStateStore;
import dev.firebucket.config.ConfigLoader;
import dev.firebucket.config.http.HttpClientFactory;
import dev.firebucket.query.engine.EngineOptions;
import dev.firebucket.query.engine.QueryEngine;
import dev.firebucket.query.parser.ParserFeatures;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.read.ReadCache;
import dev.firebucket.storage.testing.MemoryObjectStore;
import dev.firebucket.storage.testing.TestClock;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/// Ticks of a function that starts cold: how long each takes, what it asks of the store, and
/// whether every alert that fires is sent.
///
/// Arguments: how many rules, how many ticks, milliseconds that a request takes.
public final class RulesOnTime {
  private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration SCRAPE_INTERVAL = Duration.ofSeconds(15);
  private static final Duration TICK = Duration.ofMinutes(1);
  private static final Duration HISTORY = Duration.ofMinutes(10);

  private RulesOnTime() {}

  public static void main(String[] arguments) throws Exception {
    int rules = Integer.parseInt(arguments[0]);
    int ticks = Integer.parseInt(arguments[1]);
    Duration delay = Duration.ofMillis(Long.parseLong(arguments[2]));
    Path folder = Files.createTempDirectory("rules-on-time");
    MemoryObjectStore memory = new MemoryObjectStore();
    TestClock clock = new TestClock(START);
    Fleet fleet = new Fleet();
    try (Bucket scraper = bucket(new DelayedStore(memory, Duration.ZERO), folder, "scrape", clock);
        CountingAlertmanager alertmanager = new CountingAlertmanager()) {
      scrape(fleet, scraper, clock, HISTORY);
      Files.writeString(folder.resolve("rules.yml"), ManyRules.text(rules));
      DelayedStore store = new DelayedStore(memory, delay);
      long began = System.nanoTime();
      try (Bucket bucket = bucket(store, folder, "rules", clock);
          HttpClientFactory clients = new HttpClientFactory();
          QueryEngine engine = new QueryEngine(bucket.reader(), EngineOptions.DEFAULT)) {
        RuleService service = service(bucket, engine, clients, clock);
        service.load(
            new ConfigLoader()
                .loadText(
                    folder.resolve("prometheus.yml"),
                    """
                    global: {evaluation_interval: 1m}
                    rule_files: [rules.yml]
                    alerting: {alertmanagers: [{static_configs: [{targets: ['%s']}]}]}
                    """
                        .formatted(alertmanager.address())));
        for (int tick = 0; tick < ticks; tick++) {
          if (tick > 0) {
            scrape(fleet, scraper, clock, TICK);
            began = System.nanoTime();
          }
          TickReport report = service.tick(clock.instant(), Duration.ofSeconds(53));
          long ended = System.nanoTime();
          System.out.printf(
              "%5d rules, tick %d%s: %6.2f s, first alert after %5.2f s, %d alerts sent, %d fire, errors %s, %s%n",
              rules,
              tick,
              tick == 0 ? " (cold)" : "",
              (ended - began) / 1e9,
              alertmanager.takeFirstNanos(began) / 1e9,
              alertmanager.take(),
              ManyRules.firing(rules),
              report.errors(),
              store.takeRequests());
        }
      }
    }
  }

  private static void scrape(Fleet fleet, Bucket bucket, TestClock clock, Duration during)
      throws Exception {
    Instant end = clock.instant().plus(during);
    while (clock.instant().isBefore(end)) {
      clock.advance(SCRAPE_INTERVAL);
      fleet.scrape(clock.instant(), bucket.writer());
    }
  }

  private static Bucket bucket(DelayedStore store, Path folder, String name, TestClock clock)
      throws Exception {
    return Bucket.on(
        store,
        BucketOptions.defaults()
            .withClock(clock)
            .withCache(new ReadCache(folder.resolve(name), 384L << 20, 128L << 20)));
  }

  private static RuleService service(
      Bucket bucket, QueryEngine engine, HttpClientFactory clients, TestClock clock) {
    Notifier notifier = new Notifier(clients, clock);
    return new RuleService(
        new RuleEnvironment(
            new RuleQueries(engine),
            bucket.writer(),
            new GroupStateStore(bucket.store()),
            notifier,
            LabelSet.EMPTY,
            URI.create("http://fire.example"),
            RuleEnvironment.DEFAULT_RESEND_DELAY,
            clock),
        notifier,
        ParserFeatures.DEFAULT);
  }
}
