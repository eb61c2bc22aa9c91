package dev.firebucket.local.simulation;

import dev.firebucket.alerting.evaluation.RuleEnvironment;
import dev.firebucket.alerting.evaluation.RuleQueries;
import dev.firebucket.alerting.notify.Notifier;
import dev.firebucket.alerting.rule.RuleFilesException;
import dev.firebucket.alerting.schedule.RuleService;
import dev.firebucket.alerting.state.GroupStateStore;
import dev.firebucket.config.ConfigLoader;
import dev.firebucket.config.http.HttpClientFactory;
import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.query.engine.EngineOptions;
import dev.firebucket.query.engine.QueryEngine;
import dev.firebucket.query.parser.ParserFeatures;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.read.ReadCache;
import dev.firebucket.storage.simulation.RecordedWriter;
import dev.firebucket.storage.simulation.RepeatingActor;
import dev.firebucket.storage.simulation.Role;
import dev.firebucket.storage.simulation.SimulatedProcess;
import dev.firebucket.storage.simulation.SimulatedWorld;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// The rules function: evaluates a group over what the others have stored, records what comes of
/// it, and keeps its state.
///
/// Queries run on threads of their own, and read what is there at one moment of virtual time.
final class RuleActor extends RepeatingActor<RuleActor.Parts> {
  private static final int TIMES = 4;
  private static final long CACHE = 1 << 20;
  private static final Duration MOST = Duration.ofMinutes(5);
  private static final String RULES =
      """
      groups:
      - name: simulated
        interval: 1m
        rules:
        - {record: recorded, expr: 'count by (of) (last_over_time({__name__=~"m|received"}[1h]))'}
        - {alert: Some, expr: 'recorded > 0'}
      """;

  RuleActor(SimulatedWorld world, String name) {
    super(world, name, TIMES);
  }

  /// What a process holds.
  record Parts(Bucket bucket, QueryEngine engine, HttpClientFactory clients, RuleService service) {}

  @Override
  protected Parts start(SimulatedProcess process) throws IOException {
    ObjectStore store = process.world().storeOf(process, Role.READER);
    Bucket bucket =
        Bucket.on(
            store,
            BucketOptions.defaults()
                .withClock(process)
                .withUniqueParts(process::unique)
                .withCache(new ReadCache(world().folder("cache-" + process.name()), CACHE, CACHE)));
    QueryEngine engine = new QueryEngine(bucket.reader(), EngineOptions.DEFAULT);
    HttpClientFactory clients = new HttpClientFactory();
    RuleService service =
        new RuleService(
            new RuleEnvironment(
                new RuleQueries(engine),
                new RecordedWriter(process, bucket.writer(), false),
                new GroupStateStore(store),
                sent -> {},
                LabelSet.of(),
                URI.create("http://simulation.example"),
                RuleEnvironment.DEFAULT_RESEND_DELAY,
                process),
            new Notifier(clients, process),
            ParserFeatures.DEFAULT);
    return new Parts(bucket, engine, clients, service);
  }

  @Override
  protected void act(SimulatedProcess process, Parts parts) throws IOException {
    try {
      if (parts.service().isEmpty()) {
        load(parts.service());
      }
      world().note(process.name(), "rules: " + parts.service().tick(process.instant(), MOST));
    } catch (RuleFilesException | ConfigException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// The path is part of the key of a group's state, so it is the same in all runs.
  private static void load(RuleService service)
      throws IOException, RuleFilesException, ConfigException {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"), "firebucket-simulated-rules");
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("rules.yml"), RULES);
    service.load(
        new ConfigLoader().loadText(folder.resolve("prometheus.yml"), "rule_files: [rules.yml]\n"));
  }

  @Override
  protected void end(Parts parts) {
    parts.engine().close();
    parts.clients().close();
    parts.bucket().close();
  }
}
