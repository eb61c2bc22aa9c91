package dev.firebucket.api.admin;

import dev.firebucket.api.answer.ApiAnswer;
import dev.firebucket.api.answer.ApiException;
import dev.firebucket.api.query.MatcherSets;
import dev.firebucket.api.request.RequestParameters;
import dev.firebucket.api.request.TimeParameter;
import dev.firebucket.storage.model.LabelMatcher;
import java.io.IOException;
import java.util.List;

/// `/api/v1/admin/tsdb/delete_series`: 204 when no answer has the samples any more.
public final class DeleteSeriesEndpoint extends AdminEndpoint {
  private final StoreAdmin admin;

  public DeleteSeriesEndpoint(StoreAdmin admin) {
    super(admin);
    this.admin = admin;
  }

  @Override
  ApiAnswer change(RequestParameters parameters) throws IOException {
    parameters.requireWellFormed();
    List<String> selectors = parameters.all("match[]");
    if (selectors.isEmpty()) {
      throw ApiException.badData("no match[] parameter provided");
    }
    long from = TimeParameter.optional(parameters, "start", TimeParameter.MIN_MILLIS);
    long to = TimeParameter.optional(parameters, "end", TimeParameter.MAX_MILLIS);
    admin.delete(matchers(selectors), from, to);
    return ApiAnswer.empty(204);
  }

  private static List<List<LabelMatcher>> matchers(List<String> selectors) {
    try {
      return MatcherSets.parse(selectors);
    } catch (ApiException e) {
      throw ApiException.invalidParameter("match[]", String.valueOf(e.getMessage()));
    }
  }
}
