package dev.firebucket.api.target;

import dev.firebucket.api.answer.Envelope;
import dev.firebucket.ingest.scrape.MetricMetadata;
import dev.firebucket.ingest.status.TargetMetadata;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeMap;

/// `/api/v1/metadata`: the metadata of each metric, over all targets.
@Path("/api/v1/metadata")
@IfBuildProperty(name = "firebucket.api.query", stringValue = "true", enableIfMissing = true)
public class MetadataResource {
  private final TargetView targets;

  public MetadataResource(TargetView targets) {
    this.targets = targets;
  }

  /// Type, help and unit of a metric.
  record Said(String type, String help, String unit) {}

  @GET
  public Response metadata(
      @QueryParam("metric") @DefaultValue("") String metric,
      @QueryParam("limit") @DefaultValue("") String limitText,
      @QueryParam("limit_per_metric") @DefaultValue("") String limitPerMetricText) {
    int limit = MetadataLimit.parse("limit", limitText);
    int limitPerMetric = MetadataLimit.parse("limit_per_metric", limitPerMetricText);
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
