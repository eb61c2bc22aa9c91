package dev.firebucket.api.admin;

import dev.firebucket.api.answer.ApiException;
import dev.firebucket.api.query.MatcherSets;
import dev.firebucket.api.request.RequestParameters;
import dev.firebucket.api.request.TimeParameter;
import dev.firebucket.storage.model.LabelMatcher;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;

/// `/api/v1/admin/tsdb/delete_series`: 204 when no answer has the samples any more.
@Path("/api/v1/admin/tsdb/delete_series")
@IfBuildProperty(name = "firebucket.api.query", stringValue = "true", enableIfMissing = true)
public class DeleteSeriesResource extends AdminResource {
  private final StoreAdmin admin;

  public DeleteSeriesResource(StoreAdmin admin) {
    super(admin);
    this.admin = admin;
  }

  @Override
  Response change(RequestParameters parameters) throws IOException {
    parameters.requireWellFormed();
    List<String> selectors = parameters.all("match[]");
    if (selectors.isEmpty()) {
      throw ApiException.badData("no match[] parameter provided");
    }
    long from = TimeParameter.optional(parameters, "start", TimeParameter.MIN_MILLIS);
    long to = TimeParameter.optional(parameters, "end", TimeParameter.MAX_MILLIS);
    admin.delete(matchers(selectors), from, to);
    return Response.noContent().build();
  }

  private static List<List<LabelMatcher>> matchers(List<String> selectors) {
    try {
      return MatcherSets.parse(selectors);
    } catch (ApiException e) {
      throw ApiException.invalidParameter("match[]", String.valueOf(e.getMessage()));
    }
  }
}
