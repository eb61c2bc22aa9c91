package dev.firebucket.local.up;

import dev.firebucket.alerting.evaluation.RuleEnvironment;
import dev.firebucket.alerting.evaluation.RuleQueries;
import dev.firebucket.alerting.notify.Notifier;
import dev.firebucket.alerting.rule.RuleFilesException;
import dev.firebucket.alerting.schedule.RuleClock;
import dev.firebucket.alerting.schedule.RuleService;
import dev.firebucket.alerting.state.GroupStateStore;
import dev.firebucket.config.PrometheusConfig;
import dev.firebucket.config.http.HttpClientFactory;
import dev.firebucket.config.memory.ByteBudget;
import dev.firebucket.ingest.clock.ScrapeClock;
import dev.firebucket.ingest.clock.ScrapeTimer;
import dev.firebucket.ingest.push.PushGateway;
import dev.firebucket.ingest.remotewrite.RemoteWriteReceiver;
import dev.firebucket.ingest.round.RoundOptions;
import dev.firebucket.ingest.writing.GatheringWriter;
import dev.firebucket.ingest.writing.WritePolicy;
import dev.firebucket.ingest.writing.WriterOptions;
import dev.firebucket.query.engine.EngineOptions;
import dev.firebucket.query.engine.InstantQuery;
import dev.firebucket.query.engine.QueryEngine;
import dev.firebucket.query.engine.Sharding;
import dev.firebucket.query.parser.ParserFeatures;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.compaction.CompactionPolicy;
import dev.firebucket.storage.retention.RetentionPolicy;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All services of one process, built once and wired by hand: the place to see who needs whom.
final class LocalServices implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalServices.class);
  private static final String USER_AGENT = "Firebucket/0.1.0";

  private static final Duration COMPACTION_INTERVAL = Duration.ofMinutes(1);
  private static final Duration FIRST_SCRUB = Duration.ofMinutes(10);

  /// From the end of a pass to the next.
  private static final Duration SCRUB_INTERVAL = Duration.ofHours(12);

  private static final Duration MEMORY_INTERVAL = Duration.ofSeconds(5);

  private final UpSettings settings;
  private final Clock clock = Clock.systemUTC();
  private final Instant started = clock.instant();
  private final ReloadableConfig config;
  private final Bucket bucket;
  private final GatheringWriter writer;
  private final QueryEngine engine;
  private final ByteBudget incoming = ByteBudget.ofHeap();
  private final HttpClientFactory clients = new HttpClientFactory();
  private final ScrapeIntervals intervals = new ScrapeIntervals();
  private final ScrapeClock scrapes;
  private final PushGateway pushGateway;
  private final RemoteWriteReceiver remoteWrite;
  private final Notifier notifier;
  private final RuleService rules;
  private final RuleClock ruleClock;
  private final Compaction compaction;
  private final Scrubbing scrubbing;
  private final Timers timers = new Timers();

  private LocalServices(UpSettings settings, ReloadableConfig config, Bucket bucket) {
    this.settings = settings;
    this.config = config;
    this.bucket = bucket;
    this.writer = new GatheringWriter(bucket.writer(), WriterOptions.DEFAULT);
    this.engine = new QueryEngine(bucket.reader(), engineOptions(settings, config.current()));
    this.scrapes =
        new ScrapeClock(
            clients,
            samples -> writer.submit(samples, WritePolicy.KEPT),
            ScrapeTimer.system(),
            RoundOptions.of(USER_AGENT).sharing(incoming),
            intervals::scraped);
    this.pushGateway = new PushGateway(bucket.store(), clock);
    this.notifier = new Notifier(clients, clock);
    this.rules = new RuleService(ruleEnvironment(), notifier, features(settings));
    this.ruleClock = new RuleClock(rules);
    this.compaction =
        new Compaction(
            bucket.compactor(CompactionPolicy.GRADUAL, this::retention), clock, this::retention);
    this.scrubbing = new Scrubbing(Scrubbing.of(bucket, Math.max(1, settings.scrubRate())), clock);
    this.remoteWrite =
        new RemoteWriteReceiver(writer.as(remoteWritePolicy(bucket)), clock, incoming);
  }

  /// A directory does not cost by the object: nobody waits for others. What comes while as many
  /// objects are written as there are processors is one object all the same.
  private static WritePolicy remoteWritePolicy(Bucket bucket) {
    return bucket.store().hasLocalFiles()
        ? WritePolicy.ANSWERED.withoutGathering()
        : WritePolicy.ANSWERED;
  }

  /// Builds everything; nothing runs yet.
  ///
  /// @throws IOException when the configuration is wrong or the store refuses
  static LocalServices open(UpSettings settings) throws IOException {
    ReloadableConfig config = new ReloadableConfig(settings.configFile(), Clock.systemUTC());
    LocalServices services = new LocalServices(settings, config, settings.storage().open());
    services.warmUp();
    return services;
  }

  private static EngineOptions engineOptions(UpSettings settings, PrometheusConfig config) {
    UpSettings.QuerySettings query = settings.query();
    return new EngineOptions(
        query.maxSamples(),
        query.maxBytes(),
        query.memoryBytes(),
        query.timeout(),
        query.lookback(),
        query.maxConcurrency(),
        config.global().evaluationInterval(),
        query.sampleCacheBytes(),
        Sharding.of(query.workingSetBytes()),
        Set.copyOf(settings.features()));
  }

  private RuleEnvironment ruleEnvironment() {
    return new RuleEnvironment(
        new RuleQueries(engine),
        writer.as(WritePolicy.ANSWERED),
        new GroupStateStore(bucket.store()),
        notifier,
        config.current().global().externalLabels(),
        URI.create(settings.publicUrl()),
        RuleEnvironment.DEFAULT_RESEND_DELAY,
        clock);
  }

  private RetentionPolicy retention() {
    return config.current().retention().policy(settings.retention());
  }

  private static ParserFeatures features(UpSettings settings) {
    return ParserFeatures.of(Set.copyOf(settings.features()));
  }

  /// Loads DuckDB's library while the server starts, so that the first query does not wait for it.
  private void warmUp() {
    var _ =
        Thread.ofPlatform()
            .daemon()
            .name("warm-up")
            .start(
                () -> {
                  Duration timeout = engine.options().timeout();
                  var _ =
                      engine.instant(
                          new InstantQuery("vector(1)", clock.millis(), timeout, timeout));
                });
  }

  /// Sets everything going, once requests are served: a server that scrapes itself finds itself up.
  ///
  /// @throws IOException when what the configuration names is wrong
  void start() throws IOException {
    config.listen(this::configured);
    timers.every("compaction", COMPACTION_INTERVAL, COMPACTION_INTERVAL, compaction::run);
    if (settings.scrubRate() > 0) {
      timers.every("scrub", FIRST_SCRUB, SCRUB_INTERVAL, scrubbing::run);
    }
    timers.every("memory", MEMORY_INTERVAL, MEMORY_INTERVAL, OldGeneration.ofThisProcess()::look);
    HangupSignal.onHangup(this::reloadAfterHangup);
  }

  /// Rules come first: they may refuse, and then nothing has changed.
  private void configured(PrometheusConfig loaded) throws IOException {
    try {
      rules.load(loaded);
    } catch (RuleFilesException e) {
      throw new IOException(e.getMessage(), e);
    }
    ruleClock.start();
    scrapes.apply(loaded);
  }

  private void reloadAfterHangup() {
    try {
      config.reload();
    } catch (IOException e) {
      LOG.debug("reload failed", e);
    }
  }

  UpSettings settings() {
    return settings;
  }

  Clock clock() {
    return clock;
  }

  Instant started() {
    return started;
  }

  ReloadableConfig config() {
    return config;
  }

  Bucket bucket() {
    return bucket;
  }

  GatheringWriter writer() {
    return writer;
  }

  QueryEngine engine() {
    return engine;
  }

  ScrapeIntervals intervals() {
    return intervals;
  }

  ScrapeClock scrapes() {
    return scrapes;
  }

  RuleService rules() {
    return rules;
  }

  Notifier notifier() {
    return notifier;
  }

  Compaction compaction() {
    return compaction;
  }

  Scrubbing scrubbing() {
    return scrubbing;
  }

  ByteBudget incoming() {
    return incoming;
  }

  PushGateway pushGateway() {
    return pushGateway;
  }

  RemoteWriteReceiver remoteWrite() {
    return remoteWrite;
  }

  /// Ends what makes samples, all of it at the same time, then writes what waits, then lets go of
  /// the store.
  @Override
  public void close() {
    Ending.together(timers::close, scrapes::close, ruleClock::close);
    clients.close();
    writer.close();
    engine.close();
    bucket.close();
  }
}
