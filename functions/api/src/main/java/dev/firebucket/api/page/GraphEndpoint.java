package dev.firebucket.api.page;

import dev.firebucket.api.answer.ApiAnswer;
import dev.firebucket.api.request.RequestParameters;
import dev.firebucket.api.routing.FormEndpoint;
import java.util.Map;

/// `/graph` and `/query`, where the links of alerts and the bookmarks of Prometheus' page lead: the
/// same query on Firebucket's page.
public final class GraphEndpoint implements FormEndpoint {
  @Override
  public ApiAnswer answer(RequestParameters graph) {
    return ApiAnswer.empty(302).with(Map.of("Location", GraphLink.toPage(graph)));
  }
}
