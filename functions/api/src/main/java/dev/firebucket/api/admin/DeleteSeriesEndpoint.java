package dev.firebucket.api.admin;

import dev.firebucket.api.answer.ApiAnswer;
import dev.firebucket.api.answer.ApiException;
import dev.firebucket.api.query.MatcherSets;
import dev.firebucket.api.request.RequestParameters;
import dev.firebucket.api.request.TimeParameter;
import dev.firebucket.go.time.PrometheusTime;
import java.io.IOException;
import java.util.List;

/// `/api/v1/admin/tsdb/delete_series`: 204 when no answer has the samples any more.
public final class DeleteSeriesEndpoint extends AdminEndpoint {
  public DeleteSeriesEndpoint(StoreAdmin admin) {
    super(admin);
  }

  @Override
  ApiAnswer change(StoreAdmin admin, RequestParameters parameters) throws IOException {
    parameters.requireWellFormed();
    List<String> selectors = parameters.all("match[]");
    if (selectors.isEmpty()) {
      throw ApiException.badData("no match[] parameter provided");
    }
    long from = TimeParameter.optional(parameters, "start", PrometheusTime.MIN_MILLIS);
    long to = TimeParameter.optional(parameters, "end", PrometheusTime.MAX_MILLIS);
    admin.delete(MatcherSets.parseNamed(selectors), from, to);
    return ApiAnswer.empty(204);
  }
}
