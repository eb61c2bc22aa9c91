package dev.firebucket.lambda.query;

import dev.firebucket.alerting.evaluation.EngineRuleEvaluator;
import dev.firebucket.alerting.evaluation.RuleEnvironment;
import dev.firebucket.alerting.notify.Notifier;
import dev.firebucket.alerting.rule.RuleFilesException;
import dev.firebucket.alerting.schedule.RuleService;
import dev.firebucket.alerting.state.GroupStateStore;
import dev.firebucket.alerting.status.AlertStatus;
import dev.firebucket.alerting.status.AlertmanagerStatus;
import dev.firebucket.alerting.status.RuleGroupStatus;
import dev.firebucket.api.rules.RulesView;
import dev.firebucket.config.deployed.FunctionContext;
import dev.firebucket.config.http.HttpClientFactory;
import dev.firebucket.query.engine.QueryEngine;
import dev.firebucket.query.parser.ParserFeatures;
import dev.firebucket.storage.model.LabelSet;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;

/// The rules of the stored configuration with the states that the rules function left in the store;
/// read anew for each request, never evaluated here.
@Singleton
public class StoredRules implements RulesView {
  private static final URI NO_LINKS = URI.create("http://localhost:9090");

  private final FunctionContext context;
  private final QueryEngine engine;
  private final InstantSource clock;
  private final HttpClientFactory clients = new HttpClientFactory();

  public StoredRules(FunctionContext context, QueryEngine engine, InstantSource clock) {
    this.context = context;
    this.engine = engine;
    this.clock = clock;
  }

  @Override
  public List<RuleGroupStatus> groups() {
    return load(new Notifier(clients, clock)).groups();
  }

  @Override
  public List<AlertStatus> alerts() {
    return load(new Notifier(clients, clock)).alerts();
  }

  @Override
  public AlertmanagerStatus alertmanagers() {
    Notifier notifier = new Notifier(clients, clock);
    load(notifier);
    return notifier.status();
  }

  private RuleService load(Notifier notifier) {
    RuleService rules =
        new RuleService(
            new RuleEnvironment(
                new EngineRuleEvaluator(engine),
                batch -> {
                  throw new IOException("the query function writes no samples");
                },
                new GroupStateStore(context.bucket().store()),
                notifier,
                LabelSet.EMPTY,
                NO_LINKS,
                RuleEnvironment.DEFAULT_RESEND_DELAY,
                clock),
            notifier,
            ParserFeatures.of(engine.options().features()));
    try {
      rules.load(context.config().current().config());
      return rules;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuleFilesException e) {
      throw new UncheckedIOException(
          new IOException("the rules in the store cannot be used: " + e.getMessage(), e));
    }
  }

  @PreDestroy
  void close() {
    clients.close();
  }
}
