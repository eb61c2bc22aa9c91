package dev.firebucket.api.status;

import dev.firebucket.api.answer.ApiAnswer;
import dev.firebucket.api.answer.Envelope;
import dev.firebucket.api.request.ApiRequest;
import dev.firebucket.api.routing.Endpoint;
import dev.firebucket.api.routing.Route;
import dev.firebucket.query.error.PromqlException;
import java.util.List;
import java.util.Map;

/// Endpoints of Prometheus 3.14 that Firebucket does not have: an error that says so, `not_found`.
public final class AbsentEndpoint implements Endpoint {
  private static final List<String> PATHS =
      List.of(
          "search/metric_names",
          "search/label_names",
          "search/label_values",
          "status/self_metrics",
          "scrape_pools/config",
          "targets/relabel_steps",
          "notifications/live",
          "read",
          "otlp/v1/metrics");

  /// Those of all of them.
  public static List<Route> routes() {
    AbsentEndpoint absent = new AbsentEndpoint();
    return PATHS.stream()
        .map(
            path ->
                Route.of("/api/v1/" + path, Map.of("GET", absent, "POST", absent, "PUT", absent)))
        .toList();
  }

  @Override
  public ApiAnswer answer(ApiRequest request) {
    return Envelope.error(
        PromqlException.Type.NOT_FOUND,
        request.path() + " is not part of Firebucket; docs/compatibility.md says what is");
  }
}
