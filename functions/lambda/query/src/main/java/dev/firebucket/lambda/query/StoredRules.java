package dev.firebucket.lambda.query;

import dev.firebucket.alerting.notify.AlertmanagerDiscovery;
import dev.firebucket.alerting.rule.RuleFilesException;
import dev.firebucket.alerting.schedule.StoredGroups;
import dev.firebucket.alerting.state.GroupStateStore;
import dev.firebucket.alerting.status.AlertStatus;
import dev.firebucket.alerting.status.AlertmanagerStatus;
import dev.firebucket.alerting.status.RuleGroupStatus;
import dev.firebucket.api.rules.RulesView;
import dev.firebucket.config.PrometheusConfig;
import dev.firebucket.config.deployed.FunctionContext;
import dev.firebucket.query.engine.QueryEngine;
import dev.firebucket.query.parser.ParserFeatures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;

/// The rules of the stored configuration with the states that the rules function left in the store:
/// read for each request, never evaluated here.
final class StoredRules implements RulesView {
  private final FunctionContext context;
  private final StoredGroups groups;
  private final InstantSource clock;

  StoredRules(FunctionContext context, QueryEngine engine, InstantSource clock) {
    this.context = context;
    this.groups =
        new StoredGroups(
            new GroupStateStore(context.bucket().store()),
            ParserFeatures.of(engine.options().features()));
    this.clock = clock;
  }

  @Override
  public List<RuleGroupStatus> groups() {
    try {
      return groups.read(config());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuleFilesException e) {
      throw new UncheckedIOException(
          new IOException("the rules in the store cannot be used: " + e.getMessage(), e));
    }
  }

  @Override
  public List<AlertStatus> alerts() {
    return groups().stream().flatMap(group -> group.alerts().stream()).toList();
  }

  @Override
  public AlertmanagerStatus alertmanagers() {
    return AlertmanagerDiscovery.status(config(), clock.instant());
  }

  private PrometheusConfig config() {
    try {
      return context.config().current().config();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
