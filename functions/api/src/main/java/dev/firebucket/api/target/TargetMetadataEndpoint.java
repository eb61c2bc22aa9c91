package dev.firebucket.api.target;

import dev.firebucket.api.answer.ApiAnswer;
import dev.firebucket.api.answer.ApiException;
import dev.firebucket.api.answer.Envelope;
import dev.firebucket.api.request.RequestParameters;
import dev.firebucket.api.routing.FormEndpoint;
import dev.firebucket.ingest.scrape.MetricMetadata;
import dev.firebucket.ingest.status.TargetMetadata;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.parser.PromqlParser;
import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.model.LabelSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `/api/v1/targets/metadata`: the metadata of each metric, target by target.
public final class TargetMetadataEndpoint implements FormEndpoint {
  private final TargetView targets;

  public TargetMetadataEndpoint(TargetView targets) {
    this.targets = targets;
  }

  /// `match_target`: a PromQL selector on the labels of targets; every target when empty. `metric`:
  /// name of a metric family; every one when empty.
  @Override
  public ApiAnswer answer(RequestParameters parameters) {
    String metric = parameters.first("metric");
    int limit = MetadataLimit.of(parameters, "limit");
    List<LabelMatcher> matchers = matchers(parameters.first("match_target"));
    List<Map<String, Object>> lines = new ArrayList<>();
    for (TargetMetadata one : targets.metadata()) {
      LabelSet labels = one.target().publicLabels();
      if (!matchers.stream().allMatch(matcher -> matcher.matches(labels))) {
        continue;
      }
      for (MetricMetadata metadata : one.metadata()) {
        if (limit >= 0 && lines.size() >= limit) {
          return Envelope.success(lines);
        }
        if (metric.isEmpty() || metadata.family().equals(metric)) {
          lines.add(line(labels, metadata, metric));
        }
      }
    }
    return Envelope.success(lines);
  }

  private static Map<String, Object> line(LabelSet labels, MetricMetadata metadata, String metric) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("target", labels.toMap());
    if (metric.isEmpty()) {
      line.put("metric", metadata.family());
    }
    line.put("type", metadata.type().label());
    line.put("help", metadata.help());
    line.put("unit", metadata.unit());
    return line;
  }

  private static List<LabelMatcher> matchers(String selector) {
    if (selector.isEmpty()) {
      return List.of();
    }
    try {
      return PromqlParser.parseSelector(selector);
    } catch (PromqlException e) {
      throw ApiException.badData(String.valueOf(e.getMessage()));
    }
  }
}
