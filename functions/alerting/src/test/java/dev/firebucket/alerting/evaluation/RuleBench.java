package dev.firebucket.alerting.evaluation;

import dev.firebucket.alerting.notify.Notifier;
import dev.firebucket.alerting.rule.RuleFile;
import dev.firebucket.alerting.rule.RuleFileReader;
import dev.firebucket.alerting.rule.RuleGroupDefinition;
import dev.firebucket.alerting.schedule.RuleService;
import dev.firebucket.alerting.state.GroupState;
import dev.firebucket.alerting.state.GroupStateStore;
import dev.firebucket.config.ConfigLoader;
import dev.firebucket.config.http.HttpClientFactory;
import dev.firebucket.config.names.NameValidationScheme;
import dev.firebucket.query.engine.EngineOptions;
import dev.firebucket.query.engine.InstantQuery;
import dev.firebucket.query.engine.PreparedQuery;
import dev.firebucket.query.engine.QueryEngine;
import dev.firebucket.query.parser.ParserFeatures;
import dev.firebucket.query.result.MatrixSeries;
import dev.firebucket.query.result.QueryResult.MatrixResult;
import dev.firebucket.query.result.VectorSample;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.read.ReadCache;
import dev.firebucket.storage.read.Snapshot;
import dev.firebucket.storage.tail.SampleWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A real store, the real engine over it, and rules between them.
public final class RuleBench implements AutoCloseable {
  public static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

  private final Bucket bucket;
  private final QueryEngine engine;
  private final List<Notification> sent = new CopyOnWriteArrayList<>();
  private int writes;
  private boolean refusing;

  /// Waits as a connection does that hears of no interrupt, half a minute at most.
  public static void awaitThoughInterrupted(CountDownLatch released) {
    boolean interrupted = false;
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (released.getCount() > 0 && System.nanoTime() < end) {
      try {
        var _ = released.await(100, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  public RuleBench(Path folder) throws IOException {
    this.bucket = Bucket.open(folder.toString(), BucketOptions.defaults());
    this.engine = new QueryEngine(bucket.reader(), EngineOptions.DEFAULT);
  }

  /// @param cache a folder for copies of objects
  public RuleBench(ObjectStore store, Path cache) throws IOException {
    this.bucket =
        Bucket.on(
            store,
            BucketOptions.defaults().withCache(new ReadCache(cache, 384L << 20, 128L << 20)));
    this.engine = new QueryEngine(bucket.reader(), EngineOptions.DEFAULT);
  }

  public static Instant at(int seconds) {
    return START.plusSeconds(seconds);
  }

  /// Adds a sample to the store.
  public void sample(int seconds, double value, String... labels) throws IOException {
    SampleBatch batch = new SampleBatch();
    batch.append(LabelSet.of(labels), at(seconds).toEpochMilli(), value);
    bucket.writer().write(batch);
  }

  /// The newest object that holds a metric.
  public String keyOf(String metric) throws IOException {
    try (Snapshot snapshot = bucket.reader().open(0, Long.MAX_VALUE)) {
      List<LabelMatcher> matchers = List.of(LabelMatcher.equal(LabelSet.NAME, metric));
      return snapshot.objects(List.of(matchers)).files().getLast().key();
    }
  }

  public RuleEnvironment environment() {
    return new RuleEnvironment(
        new RuleQueries(engine),
        writer(),
        states(),
        sent::addAll,
        LabelSet.of("region", "eu"),
        URI.create("http://fire.example"),
        RuleEnvironment.DEFAULT_RESEND_DELAY,
        InstantSource.fixed(START));
  }

  /// A service with these groups, evaluated each minute unless one says otherwise.
  ///
  /// @param folder for its files
  /// @param groups as YAML, separated by commas
  public RuleService service(Path folder, String groups, HttpClientFactory clients)
      throws Exception {
    Files.writeString(folder.resolve("rules.yml"), "groups: [" + groups + "]");
    RuleService service =
        new RuleService(
            environment(),
            new Notifier(clients, InstantSource.fixed(START)),
            ParserFeatures.DEFAULT);
    service.load(
        new ConfigLoader()
            .loadText(
                folder.resolve("prometheus.yml"),
                "global: {evaluation_interval: 1m}\nrule_files: [rules.yml]\n"));
    return service;
  }

  private SampleWriter writer() {
    return batches -> {
      if (refusing) {
        throw new IOException("the bucket refuses");
      }
      writes++;
      bucket.writer().write(batches);
    };
  }

  /// Lets the store take no samples, or take them again.
  public void refuse(boolean refuse) {
    refusing = refuse;
  }

  public GroupStateStore states() {
    return new GroupStateStore(bucket.store());
  }

  /// The only group of a rule file; its state is that of the store.
  public RuleGroup group(String rules) throws IOException {
    RuleFile file =
        new RuleFileReader(NameValidationScheme.UTF8, ParserFeatures.ALL)
            .readText("rules.yml", rules);
    if (!file.problems().isEmpty()) {
      throw new IllegalArgumentException(file.problems().toString());
    }
    RuleGroupDefinition definition =
        file.groups().getFirst().withDefaults(Duration.ofSeconds(30), Duration.ZERO);
    GroupState stored =
        states().load(GroupStateStore.key(definition.file(), definition.name())).orElse(null);
    GroupState state = stored == null ? GroupState.begin(definition) : stored.adoptedBy(definition);
    RuleEnvironment environment = environment();
    return new RuleGroup(definition, state, stored, () -> environment);
  }

  /// Evaluates a group in a tick of its own.
  public void evaluate(RuleGroup group, Instant time) {
    evaluate(group, time, Deadline.none());
  }

  /// The same with a deadline.
  public void evaluate(RuleGroup group, Instant time, Deadline deadline) {
    try (TickView view = environment().queries().view()) {
      var _ = group.evaluate(List.of(time), new TickShare(view, deadline, writer(), () -> {}));
    }
  }

  /// What a query answers: value by labels.
  public Map<String, Double> query(int seconds, String expression) throws Exception {
    Map<String, Double> values = new TreeMap<>();
    PreparedQuery query = engine.prepare(expression);
    try (TickView view = new RuleQueries(engine).view()) {
      for (VectorSample sample : view.evaluate(query, at(seconds), Deadline.none()).samples()) {
        values.put(sample.labels().toString(), sample.value());
      }
    }
    return values;
  }

  /// The stored samples of some metrics in the two minutes up to a time: `r{…} 3.0 @1767268800000`.
  public List<String> samples(Instant upTo, String... metrics) {
    String selector = "{__name__=~'" + String.join("|", metrics) + "'}[2m]";
    InstantQuery query =
        new InstantQuery(
            selector, upTo.toEpochMilli(), engine.options().lookback(), engine.options().timeout());
    List<String> samples = new ArrayList<>();
    if (engine.instant(query) instanceof MatrixResult matrix) {
      for (MatrixSeries series : matrix.series()) {
        series
            .points()
            .forEach(
                (timestamp, value, histogram) ->
                    samples.add(series.labels() + " " + value + " @" + timestamp));
      }
    }
    return samples;
  }

  /// What was handed to the notifier since the last call.
  public List<Notification> takeSent() {
    List<Notification> taken = List.copyOf(sent);
    sent.clear();
    return taken;
  }

  /// How many objects of samples the rules wrote since the last call.
  public int takeWrites() {
    int taken = writes;
    writes = 0;
    return taken;
  }

  @Override
  public void close() {
    engine.close();
    bucket.close();
  }
}
