package dev.firebucket.api.query;

import dev.firebucket.api.answer.ApiException;
import dev.firebucket.api.answer.Envelope;
import dev.firebucket.api.request.LimitParameter;
import dev.firebucket.api.request.RawQuery;
import dev.firebucket.api.request.RequestParameters;
import dev.firebucket.api.request.TimeParameter;
import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.read.StorageReader;
import io.quarkus.arc.properties.IfBuildProperty;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// `/api/v1/label/NAME/values`: values of one label.
@Path("/api/v1/label/{name}/values")
@IfBuildProperty(name = "firebucket.api.query", stringValue = "true", enableIfMissing = true)
public class LabelValuesResource {
  private final SeriesFinder finder;

  public LabelValuesResource(StorageReader reader) {
    this.finder = new SeriesFinder(reader);
  }

  @GET
  public Response get(@PathParam("name") String escaped, @Context HttpServerRequest request)
      throws IOException {
    RequestParameters parameters = RequestParameters.of(RawQuery.of(request), null, new byte[0]);
    String name = EscapedName.unescape(escaped);
    if (name.isEmpty()) {
      throw ApiException.badData("invalid label name: \"\"");
    }
    LimitParameter limit = LimitParameter.of(parameters);
    long from = TimeParameter.optional(parameters, "start", TimeParameter.MIN_MILLIS);
    long to = TimeParameter.optional(parameters, "end", TimeParameter.MAX_MILLIS);
    List<List<LabelMatcher>> sets = MatcherSets.parse(parameters.all("match[]"));
    SortedSet<String> values = new TreeSet<>(LabelSet::compareUtf8);
    List<String> warnings = new ArrayList<>();
    for (LabelSet labels : finder.find(sets, from, to, warnings)) {
      String value = labels.get(name);
      if (value != null) {
        values.add(value);
      }
    }
    return Envelope.success(limit.cut(new ArrayList<>(values), warnings), warnings);
  }
}
