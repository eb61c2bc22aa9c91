package dev.firebucket.api.status;

import dev.firebucket.api.answer.ApiAnswer;
import dev.firebucket.api.answer.Envelope;
import dev.firebucket.api.request.ApiRequest;
import dev.firebucket.api.routing.Endpoint;
import dev.firebucket.query.ast.AggregateOperator;
import dev.firebucket.query.ast.BinaryOperator;
import dev.firebucket.query.engine.QueryEngine;
import dev.firebucket.query.functions.PromqlFunctions;
import dev.firebucket.query.parser.ParserFeatures;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// `/api/v1/features`: supported features by Prometheus' names; false or missing means unsupported.
public final class FeaturesEndpoint implements Endpoint {
  private final ParserFeatures parser;
  private final Set<String> flags;
  private final ServerStatus status;

  public FeaturesEndpoint(QueryEngine engine, ServerStatus status) {
    this.flags = engine.options().features();
    this.parser = ParserFeatures.of(flags);
    this.status = status;
  }

  @Override
  public ApiAnswer answer(ApiRequest request) {
    Map<String, Map<String, Boolean>> features = new TreeMap<>();
    features.put("api", api());
    features.put("promql", language());
    features.put("promql_functions", functions());
    features.put("promql_operators", operators());
    features.put("prometheus", sorted(List.of("server_mode"), List.of("agent_mode")));
    features.put("rules", sorted(List.of("keep_firing_for", "query_offset"), List.of()));
    features.put("scrape", sorted(List.of("extra_scrape_metrics"), List.of()));
    features.put("service_discovery_providers", sorted(List.of("file", "static"), List.of()));
    features.put("tsdb", sorted(List.of("native_histograms"), List.of("exemplar_storage")));
    return Envelope.success(features);
  }

  private Map<String, Boolean> api() {
    Map<String, Boolean> api =
        sorted(
            List.of(
                "exclude_alerts",
                "label_values_match",
                "query_stats",
                "query_warnings",
                "remote_write_receiver",
                "time_range_labels",
                "time_range_series"),
            List.of("otlp_write_receiver", "search"));
    api.put("admin", "true".equals(status.flags().get("web.enable-admin-api")));
    api.put("lifecycle", "true".equals(status.flags().get("web.enable-lifecycle")));
    return api;
  }

  private Map<String, Boolean> language() {
    Map<String, Boolean> language =
        sorted(
            List.of(
                "at_modifier",
                "bool",
                "by",
                "group_left",
                "group_right",
                "ignoring",
                "negative_offset",
                "offset",
                "on",
                "per_query_lookback_delta",
                "subqueries",
                "without"),
            List.of("per_step_stats"));
    language.put("duration_expr", parser.durationExpressions());
    for (String modifier : List.of("anchored", "smoothed")) {
      language.put(modifier, parser.extendedRangeSelectors());
    }
    for (String modifier : List.of("fill", "fill_left", "fill_right")) {
      language.put(modifier, parser.fillModifiers());
    }
    language.put("delayed_name_removal", flags.contains("promql-delayed-name-removal"));
    language.put("type_and_unit_labels", flags.contains("type-and-unit-labels"));
    return language;
  }

  private Map<String, Boolean> functions() {
    Map<String, Boolean> functions = new TreeMap<>();
    PromqlFunctions.all()
        .forEach(
            one ->
                functions.put(one.name(), !one.experimental() || parser.experimentalFunctions()));
    return functions;
  }

  private Map<String, Boolean> operators() {
    Map<String, Boolean> operators = sorted(List.of("@", "=~", "!~"), List.of());
    for (BinaryOperator operator : BinaryOperator.values()) {
      operators.put(operator.symbol(), true);
    }
    for (AggregateOperator operator : AggregateOperator.values()) {
      operators.put(operator.keyword(), !operator.experimental() || parser.experimentalFunctions());
    }
    return operators;
  }

  private static Map<String, Boolean> sorted(List<String> present, List<String> absent) {
    Map<String, Boolean> features = new TreeMap<>();
    present.forEach(name -> features.put(name, true));
    absent.forEach(name -> features.put(name, false));
    return features;
  }
}
