package dev.firebucket.benchmarks;

import dev.firebucket.alerting.evaluation.RuleEnvironment;
import dev.firebucket.alerting.evaluation.RuleQueries;
import dev.firebucket.alerting.notify.Notifier;
import dev.firebucket.alerting.rule.RuleFilesException;
import dev.firebucket.alerting.schedule.RuleMetrics;
import dev.firebucket.alerting.schedule.RuleService;
import dev.firebucket.alerting.state.GroupStateStore;
import dev.firebucket.config.deployed.DeployedConfig;
import dev.firebucket.config.deployed.DeployedSettings;
import dev.firebucket.config.http.HttpClientFactory;
import dev.firebucket.config.metrics.CompactionMetrics;
import dev.firebucket.config.metrics.FunctionMetrics;
import dev.firebucket.config.metrics.MetricSource;
import dev.firebucket.config.metrics.OwnSamples;
import dev.firebucket.config.metrics.StoreMetrics;
import dev.firebucket.ingest.event.BackOff;
import dev.firebucket.ingest.event.EventReport;
import dev.firebucket.ingest.event.PlannedRound;
import dev.firebucket.ingest.event.ScrapeEvents;
import dev.firebucket.ingest.round.RoundOptions;
import dev.firebucket.ingest.round.RoundTime;
import dev.firebucket.ingest.scrape.LocalExposition;
import dev.firebucket.query.engine.EngineOptions;
import dev.firebucket.query.engine.QueryEngine;
import dev.firebucket.query.engine.RangeQuery;
import dev.firebucket.query.parser.ParserFeatures;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.compaction.CompactionPolicy;
import dev.firebucket.storage.compaction.Compactor;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.object.StoreOptions;
import dev.firebucket.storage.read.ReadCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/// The main job as the functions do it, in simulated time: scrapes, rules, compaction and the
/// queries of a dashboard, each part with a store client of its own, so that its requests can be
/// told apart. Targets are answered from memory.
///
/// `samples/benchmarks/cost.py` runs it and turns the counts into dollars.
public final class MainJob implements AutoCloseable {
  private static final Duration PLENTY = Duration.ofMinutes(5);
  private static final int ENVIRONMENTS_OF_QUERY = 4;

  private final JobSize size;
  private final Path scratch;
  private final HttpClientFactory clients = new HttpClientFactory();
  private final List<MeasuredPart> parts = new ArrayList<>();
  private final MeasuredPart scrapes;
  private final MeasuredPart rules;
  private final MeasuredPart compaction;
  private final List<MeasuredPart> queries;
  private volatile Instant now;

  /// A step of a part.
  @FunctionalInterface
  interface Step {
    void run() throws IOException, InterruptedException;
  }

  private MainJob(JobSize size, Path scratch, Instant start) throws IOException {
    this.size = size;
    this.scratch = scratch;
    this.now = start;
    this.scrapes = part("scrape");
    this.rules = part("rules");
    this.compaction = part("compact");
    this.queries =
        IntStream.range(0, ENVIRONMENTS_OF_QUERY)
            .mapToObj(environment -> "query")
            .map(this::openPart)
            .toList();
  }

  private MeasuredPart openPart(String name) {
    try {
      return part(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private MeasuredPart part(String name) throws IOException {
    BucketOptions options =
        BucketOptions.defaults()
            .withStore(
                new StoreOptions(
                    Optional.of(URI.create(size.endpoint())), Optional.of("us-east-1")))
            .withClock(clock())
            .withCache(new ReadCache(scratch.resolve(name + parts.size()), 2L << 30, 256L << 20));
    MeasuredPart opened = new MeasuredPart(name, Bucket.open(size.storage(), options));
    parts.add(opened);
    return opened;
  }

  private InstantSource clock() {
    return () -> now;
  }

  /// Runs the job and prints a line of JSON for each part.
  ///
  /// @param arguments see [JobSize#of]
  public static void main(String[] arguments) throws Exception {
    JobSize size = JobSize.of(arguments);
    Path scratch = Files.createTempDirectory("firebucket-cost-");
    Instant end = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    try (MainJob job =
        new MainJob(size, scratch, end.minus(Duration.ofMinutes(size.minutes() + size.warmUp())))) {
      job.run();
      job.parts.forEach(part -> System.out.println(part.json()));
    }
    System.exit(0);
  }

  private void run() throws IOException, InterruptedException {
    scrapes.bucket().store().put("config/prometheus.yml", size.config());
    scrapes.bucket().store().put("config/rules/rules.yml", size.ruleFile());
    List<DeployedConfig> configs = new ArrayList<>();
    for (int shard = 0; shard < size.shards(); shard++) {
      configs.add(config(scrapes, "scrape" + shard));
    }
    Step scrape = scraping(configs);
    Step tick = ruling();
    Step compact = compacting();
    List<QueryEngine> engines =
        queries.stream()
            .map(one -> new QueryEngine(one.bucket().reader(), EngineOptions.DEFAULT))
            .toList();
    List<OwnSamples> ownOfQuery =
        queries.stream().map(one -> own(one, "query", new FunctionMetrics(clock()))).toList();
    Instant start = now;
    for (int minute = 0; minute < size.warmUp() + size.minutes(); minute++) {
      if (minute == size.warmUp()) {
        parts.forEach(MeasuredPart::begin);
      }
      minute(start.plus(Duration.ofMinutes(minute)), scrape, tick);
      if (minute % size.compaction() == size.compaction() - 1) {
        compaction.measure(compact);
      }
      dashboard(engines, ownOfQuery);
    }
    engines.forEach(QueryEngine::close);
  }

  private void minute(Instant of, Step scrape, Step tick) throws IOException, InterruptedException {
    for (int second = 0; second < 60; second += size.interval()) {
      now = of.plusSeconds(second);
      scrape.run();
    }
    now = of.plusSeconds(size.interval() < 60 ? 59 : 2);
    rules.measure(tick);
  }

  private DeployedConfig config(MeasuredPart part, String name) {
    return new DeployedConfig(
        part.bucket().store(),
        new DeployedSettings(
            size.storage(), Optional.empty(), "config/prometheus.yml", scratch.resolve(name)),
        Duration.ofSeconds(50),
        clock());
  }

  private OwnSamples own(MeasuredPart part, String function, MetricSource... sources) {
    List<MetricSource> all = new ArrayList<>(List.of(sources));
    all.add(new StoreMetrics(part.bucket().store()));
    return new OwnSamples(part.bucket().store(), function, all, clock());
  }

  private Step scraping(List<DeployedConfig> configs) throws IOException {
    RoundOptions options =
        RoundOptions.of("cost").with(new LocalExposition(9090, "/metrics", this::exposition));
    OwnSamples own = own(scrapes, "scrape", new FunctionMetrics(clock()));
    var writer = own.within(scrapes.bucket().writer(), Duration.ofSeconds(10));
    ScrapeEvents events =
        new ScrapeEvents(
            configs.getFirst().current().config(),
            options.source(clients),
            batches -> {
              try {
                writer.write(batches);
                return CompletableFuture.completedFuture(null);
              } catch (IOException e) {
                return CompletableFuture.failedFuture(e);
              }
            },
            scrapes.bucket().store(),
            options,
            BackOff.NONE,
            RoundTime.of(clock()));
    return () -> {
      for (int shard = 0; shard < size.shards(); shard++) {
        DeployedConfig config = configs.get(shard);
        PlannedRound round =
            new PlannedRound(
                now, Duration.ofSeconds(size.interval()), shard, size.shards(), PLENTY);
        scrapes.measure(
            () -> {
              config.current();
              EventReport report = events.scrape(round);
              if (!(report instanceof EventReport.Scraped scraped) || !scraped.stored()) {
                throw new IOException("a round did not take place: " + report);
              }
              scrapes.samples(scraped.samples());
            });
      }
    };
  }

  /// The same text for all targets of a moment; values rise by amounts that differ.
  private String exposition() {
    return size.exposition(now.getEpochSecond());
  }

  private Step ruling() throws IOException {
    QueryEngine engine = new QueryEngine(rules.bucket().reader(), EngineOptions.DEFAULT);
    DeployedConfig config = config(rules, "rules");
    Notifier notifier = new Notifier(clients, clock());
    OwnSamples[] own = new OwnSamples[1];
    RuleService service =
        new RuleService(
            new RuleEnvironment(
                new RuleQueries(engine),
                batches ->
                    own[0].within(rules.bucket().writer(), Duration.ofSeconds(10)).write(batches),
                new GroupStateStore(rules.bucket().store()),
                notifier,
                LabelSet.EMPTY,
                URI.create("http://localhost:9090"),
                RuleEnvironment.DEFAULT_RESEND_DELAY,
                clock()),
            notifier,
            ParserFeatures.DEFAULT);
    own[0] = own(rules, "rules", new RuleMetrics(service));
    boolean[] loaded = new boolean[1];
    return () -> {
      if (!loaded[0]) {
        try {
          service.load(config.current().config());
        } catch (RuleFilesException e) {
          throw new IOException(e);
        }
        loaded[0] = true;
      }
      // As the function: without rules it looks rarely, and has nothing to tell.
      config.current(Duration.ofSeconds(size.rules() == 0 ? 290 : 50));
      var report = service.tick(now, PLENTY);
      if (!report.errors().isEmpty()) {
        throw new IOException("rules failed: " + report.errors());
      }
      if (size.rules() > 0) {
        own[0].write(rules.bucket().writer(), Duration.ofMinutes(4));
      }
    };
  }

  private Step compacting() {
    Compactor compactor = compaction.bucket().compactor(CompactionPolicy.GRADUAL);
    CompactionMetrics metrics = new CompactionMetrics();
    OwnSamples own = own(compaction, "compact", metrics);
    return () -> {
      metrics.ran(compactor.compact(now));
      own.write(compaction.bucket().writer(), Duration.ofMinutes(1));
    };
  }

  private void dashboard(List<QueryEngine> engines, List<OwnSamples> own)
      throws IOException, InterruptedException {
    List<String> panels = size.panels();
    for (int panel = 0; panel < panels.size(); panel++) {
      int environment = panel % engines.size();
      RangeQuery query =
          new RangeQuery(
              panels.get(panel),
              now.minus(Duration.ofMinutes(30)).toEpochMilli(),
              now.toEpochMilli(),
              60_000,
              Duration.ofMinutes(5),
              Duration.ofMinutes(2));
      QueryEngine engine = engines.get(environment);
      MeasuredPart part = queries.get(environment);
      part.measure(
          () -> {
            var _ = engine.range(query);
            own.get(environment).write(part.bucket().writer(), Duration.ofMinutes(1));
          });
    }
  }

  @Override
  public void close() {
    parts.forEach(part -> part.bucket().close());
    clients.close();
  }
}
