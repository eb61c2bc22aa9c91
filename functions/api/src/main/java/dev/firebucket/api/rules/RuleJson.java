package dev.firebucket.api.rules;

import dev.firebucket.alerting.rule.RuleDefinition.AlertingRule;
import dev.firebucket.alerting.rule.RuleDefinition.RecordingRule;
import dev.firebucket.alerting.status.RuleRun;
import dev.firebucket.alerting.status.RuleStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A rule of `/api/v1/rules`; the two kinds have different keys.
final class RuleJson {
  private static final Instant NEVER = Instant.parse("0001-01-01T00:00:00Z");

  private RuleJson() {}

  /// @param withAlerts whether alerting rules list their alerts
  static Map<String, Object> of(RuleStatus status, boolean withAlerts) {
    return switch (status) {
      case RuleStatus.Recording recording -> recording(recording.rule(), recording.run());
      case RuleStatus.Alerting alerting -> alerting(alerting, withAlerts);
    };
  }

  private static Map<String, Object> recording(RecordingRule rule, RuleRun run) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", rule.name());
    json.put("query", rule.query());
    json.put("labels", rule.labels());
    putRun(json, run);
    json.put("type", "recording");
    return json;
  }

  private static Map<String, Object> alerting(RuleStatus.Alerting status, boolean withAlerts) {
    AlertingRule rule = status.rule();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("state", status.state());
    json.put("name", rule.name());
    json.put("query", rule.query());
    json.put("duration", seconds(rule.hold()));
    json.put("keepFiringFor", seconds(rule.keepFiringFor()));
    json.put("labels", rule.labels());
    json.put("annotations", rule.annotations());
    json.put("alerts", withAlerts ? status.alerts().stream().map(AlertJson::of).toList() : null);
    putRun(json, status.run());
    json.put("type", "alerting");
    return json;
  }

  private static void putRun(Map<String, Object> json, RuleRun run) {
    json.put("health", run.health().wireName());
    if (!run.lastError().isEmpty()) {
      json.put("lastError", run.lastError());
    }
    json.put("evaluationTime", seconds(run.evaluationTime()));
    json.put("lastEvaluation", time(run.lastEvaluation().orElse(null)));
  }

  static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  /// Go's zero time for what never happened.
  static Instant time(@Nullable Instant time) {
    return time == null ? NEVER : time;
  }
}
