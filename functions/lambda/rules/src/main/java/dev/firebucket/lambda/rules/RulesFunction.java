package dev.firebucket.lambda.rules;

import dev.firebucket.alerting.evaluation.RuleEnvironment;
import dev.firebucket.alerting.evaluation.RuleQueries;
import dev.firebucket.alerting.notify.NotificationMetrics;
import dev.firebucket.alerting.notify.Notifier;
import dev.firebucket.alerting.rule.RuleFilesException;
import dev.firebucket.alerting.schedule.RuleMetrics;
import dev.firebucket.alerting.schedule.RuleService;
import dev.firebucket.alerting.state.GroupStateStore;
import dev.firebucket.config.deployed.DeployedConfig;
import dev.firebucket.config.deployed.FunctionContext;
import dev.firebucket.config.deployed.FunctionMetric;
import dev.firebucket.config.deployed.MetricLog;
import dev.firebucket.config.deployed.QuerySettings;
import dev.firebucket.config.http.HttpClientFactory;
import dev.firebucket.config.metrics.FunctionMetrics;
import dev.firebucket.config.metrics.MetricFamilies;
import dev.firebucket.config.metrics.MetricSource;
import dev.firebucket.config.metrics.OwnSamples;
import dev.firebucket.config.metrics.StoreMetrics;
import dev.firebucket.lambda.start.EarlyStart;
import dev.firebucket.lambda.start.EventFunction;
import dev.firebucket.lambda.start.RemainingTime;
import dev.firebucket.query.engine.EngineOptions;
import dev.firebucket.query.engine.QueryEngine;
import dev.firebucket.query.parser.ParserFeatures;
import dev.firebucket.storage.model.LabelSet;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Entry point: one tick of the rules' timer. The services behind it are built once per cold start;
/// rules are loaded again when the configuration changed.
public final class RulesFunction implements EventFunction {
  private static final Logger LOG = LoggerFactory.getLogger(RulesFunction.class);

  /// Of a run that nobody ends.
  private static final Duration UNLIMITED = Duration.ofMinutes(1);

  /// The function's own metrics join what rules record, at most this often …
  private static final Duration METRICS_PACE = Duration.ofSeconds(10);

  /// … and are an object of their own where nothing is recorded: often enough for a query that
  /// looks back five minutes.
  private static final Duration METRICS_ALONE = Duration.ofMinutes(4);

  /// How long a configuration without rules is good for: about as long as a new rule file may take
  /// to be found anyway. Nothing else is asked of the store then, and nothing written.
  private static final Duration PATIENCE_WITHOUT_RULES = Duration.ofSeconds(290);

  private final InstantSource clock = InstantSource.system();
  private final MetricLog metrics = MetricLog.ofProcess();
  private final FunctionContext context;
  private final HttpClientFactory clients = new HttpClientFactory();
  private final QueryEngine engine;
  private final RuleService rules;
  private final FunctionMetrics runs = new FunctionMetrics(clock);
  private final OwnSamples own;
  private final List<MetricSource> sources;
  private long loadedVersion;

  public RulesFunction() throws IOException {
    Map<String, String> environment = System.getenv();
    context = EarlyStart.context();
    engine = new QueryEngine(context.bucket().reader(), options(context.query()));
    Notifier notifier = new Notifier(clients, clock);
    own = new OwnSamples(context.bucket().store(), "rules", List.of(this::collect), clock);
    rules =
        new RuleService(
            new RuleEnvironment(
                new RuleQueries(engine),
                own.within(context.bucket().writer(), METRICS_PACE),
                new GroupStateStore(context.bucket().store()),
                notifier,
                LabelSet.EMPTY,
                externalUrl(environment),
                RuleEnvironment.DEFAULT_RESEND_DELAY,
                clock),
            notifier,
            ParserFeatures.of(engine.options().features()));
    sources =
        List.of(
            runs,
            context.config().metrics(),
            new RuleMetrics(rules),
            new NotificationMetrics(notifier),
            new StoreMetrics(context.bucket().store()));
  }

  private void collect(MetricFamilies families) {
    sources.forEach(source -> source.collect(families));
  }

  private static EngineOptions options(QuerySettings query) {
    return EngineOptions.DEFAULT
        .withLimits(query.maxSamples(), query.maxBytes(), query.memoryBytes(), query.timeout())
        .withFeatures(query.features());
  }

  /// Where the links of alerts lead: the query function's URL, without a slash at its end.
  private static URI externalUrl(Map<String, String> environment) {
    String url = environment.getOrDefault("FIREBUCKET_EXTERNAL_URL", "http://localhost:9090");
    return URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
  }

  /// Evaluates what is due at the planned time.
  ///
  /// @throws IOException when neither the newest configuration nor an older one can be used, or not
  ///   one rule of those that were due worked: the failure is to be seen
  @Override
  public synchronized byte[] handle(byte[] event) throws IOException, InterruptedException {
    RunEnd end = RunEnd.of(clock.instant(), RemainingTime.ofProcess().get(UNLIMITED));
    try (FunctionMetrics.Run run = runs.begin()) {
      RulesAnswer answer = tick(RulesEvent.read(event), end);
      run.succeeded();
      return answer.json();
    } finally {
      if (!rules.isEmpty() && end.leavesTimeForMetrics(clock.instant())) {
        own.write(context.bucket().writer(), METRICS_ALONE);
      }
    }
  }

  private RulesAnswer tick(RulesEvent event, RunEnd end) throws IOException, InterruptedException {
    List<String> problems = new ArrayList<>();
    boolean isIdle = loadedVersion > 0 && rules.isEmpty();
    DeployedConfig.State config =
        isIdle ? context.config().current(PATIENCE_WITHOUT_RULES) : context.config().current();
    config.problem().ifPresent(problems::add);
    if (config.version() != loadedVersion) {
      load(config, problems);
    }
    if (!rules.isEmpty()) {
      own.prepare();
    }
    metrics.report(FunctionMetric.CONFIG_PROBLEM, problems.isEmpty() ? 0 : 1);
    Instant now = clock.instant();
    RulesAnswer answer = new RulesAnswer(rules.tick(event.planned(now), end.left(now)), problems);
    if (answer.worthALine()) {
      LOG.warn("{}", answer);
    }
    if (answer.tick().isFailure()) {
      throw new IOException(
          "not one rule could be evaluated and stored: "
              + String.join("; ", answer.tick().errors()));
    }
    return answer;
  }

  private void load(DeployedConfig.State config, List<String> problems) throws IOException {
    try {
      rules.load(config.config());
      loadedVersion = config.version();
    } catch (RuleFilesException e) {
      if (loadedVersion == 0) {
        throw new IOException("the rules cannot be used: " + e.getMessage(), e);
      }
      problems.add("still using the previous rules: " + e.getMessage());
    }
  }
}
