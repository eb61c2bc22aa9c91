package dev.firebucket.api.target;

import dev.firebucket.api.answer.ApiAnswer;
import dev.firebucket.api.answer.Envelope;
import dev.firebucket.api.request.RequestParameters;
import dev.firebucket.api.routing.FormEndpoint;
import dev.firebucket.ingest.scrape.MetricMetadata;
import dev.firebucket.ingest.status.TargetMetadata;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeMap;

/// `/api/v1/metadata`: the metadata of each metric, over all targets.
public final class MetadataEndpoint implements FormEndpoint {
  private final TargetView targets;

  public MetadataEndpoint(TargetView targets) {
    this.targets = targets;
  }

  /// Type, help and unit of a metric.
  record Said(String type, String help, String unit) {}

  @Override
  public ApiAnswer answer(RequestParameters parameters) {
    String metric = parameters.first("metric");
    int limit = MetadataLimit.of(parameters, "limit");
    int limitPerMetric = MetadataLimit.of(parameters, "limit_per_metric");
    TreeMap<String, Set<Said>> families = new TreeMap<>();
    for (TargetMetadata target : targets.metadata()) {
      for (MetricMetadata one : target.metadata()) {
        if (metric.isEmpty() || one.family().equals(metric)) {
          Set<Said> said = families.computeIfAbsent(one.family(), key -> new LinkedHashSet<>());
          if (limitPerMetric <= 0 || said.size() < limitPerMetric) {
            said.add(new Said(one.type().label(), one.help(), one.unit()));
          }
        }
      }
    }
    while (limit >= 0 && families.size() > limit) {
      families.pollLastEntry();
    }
    return Envelope.success(families);
  }
}
