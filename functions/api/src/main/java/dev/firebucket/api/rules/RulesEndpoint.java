package dev.firebucket.api.rules;

import dev.firebucket.alerting.rule.RuleGroupDefinition;
import dev.firebucket.alerting.status.AlertmanagerStatus;
import dev.firebucket.alerting.status.RuleGroupStatus;
import dev.firebucket.api.answer.ApiAnswer;
import dev.firebucket.api.answer.ApiException;
import dev.firebucket.api.answer.Envelope;
import dev.firebucket.api.request.RequestParameters;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `/api/v1/rules`, `/api/v1/alerts`, `/api/v1/alertmanagers`.
public final class RulesEndpoint {
  private final RulesView rules;

  public RulesEndpoint(RulesView rules) {
    this.rules = rules;
  }

  /// `/api/v1/rules`.
  public ApiAnswer rules(RequestParameters parameters) {
    RulesFilter filter = RulesFilter.of(parameters);
    boolean withAlerts = withAlerts(parameters);
    List<RuleGroupStatus> all = rules.groups().stream().filter(filter::wants).toList();
    RulesPage page = RulesPage.of(parameters, all);
    List<Map<String, Object>> groups = new ArrayList<>();
    for (RuleGroupStatus group : page.groups()) {
      Map<String, Object> json = group(group, filter, withAlerts);
      if (json.get("rules") instanceof List<?> some && !some.isEmpty()) {
        groups.add(json);
      }
    }
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("groups", groups);
    page.nextToken().ifPresent(token -> data.put("groupNextToken", token));
    return Envelope.success(data);
  }

  /// `/api/v1/alerts`.
  public ApiAnswer alerts() {
    return Envelope.success(Map.of("alerts", rules.alerts().stream().map(AlertJson::of).toList()));
  }

  /// `/api/v1/alertmanagers`.
  public ApiAnswer alertmanagers() {
    AlertmanagerStatus status = rules.alertmanagers();
    return Envelope.success(
        Map.of(
            "activeAlertmanagers", urls(status.active()),
            "droppedAlertmanagers", urls(status.dropped())));
  }

  private static boolean withAlerts(RequestParameters parameters) {
    return switch (parameters.first("exclude_alerts")) {
      case "", "false", "0", "f", "F", "FALSE", "False" -> true;
      case "true", "1", "t", "T", "TRUE", "True" -> false;
      case String other ->
          throw ApiException.invalidParameter(
              "exclude_alerts",
              "error converting exclude_alerts: strconv.ParseBool: parsing \""
                  + other
                  + "\": invalid syntax");
    };
  }

  private static Map<String, Object> group(
      RuleGroupStatus group, RulesFilter filter, boolean withAlerts) {
    RuleGroupDefinition definition = group.definition();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", definition.name());
    json.put("file", definition.file());
    json.put(
        "rules",
        group.rules().stream()
            .filter(filter::wants)
            .map(rule -> RuleJson.of(rule, withAlerts))
            .toList());
    json.put("interval", RuleJson.seconds(definition.interval()));
    json.put("limit", definition.limit());
    json.put("evaluationTime", RuleJson.seconds(group.evaluationTime()));
    json.put("lastEvaluation", RuleJson.time(group.lastEvaluation().orElse(null)));
    return json;
  }

  private static List<Map<String, URI>> urls(List<URI> urls) {
    return urls.stream().map(url -> Map.of("url", url)).toList();
  }
}
