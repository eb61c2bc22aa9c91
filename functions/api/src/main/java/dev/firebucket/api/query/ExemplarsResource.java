package dev.firebucket.api.query;

import dev.firebucket.api.answer.ApiException;
import dev.firebucket.api.answer.Envelope;
import dev.firebucket.api.request.FormResource;
import dev.firebucket.api.request.RequestParameters;
import dev.firebucket.api.request.TimeParameter;
import dev.firebucket.query.engine.QueryEngine;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.parser.ParserFeatures;
import dev.firebucket.query.parser.PromqlParser;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;

/// `/api/v1/query_exemplars`: exemplars are not stored, so a valid request has an empty answer.
@Path("/api/v1/query_exemplars")
@IfBuildProperty(name = "firebucket.api.query", stringValue = "true", enableIfMissing = true)
public class ExemplarsResource extends FormResource {
  private final ParserFeatures features;

  public ExemplarsResource(QueryEngine engine) {
    this.features = ParserFeatures.of(engine.options().features());
  }

  @Override
  protected Response answer(RequestParameters parameters) {
    long start = TimeParameter.optional(parameters, "start", TimeParameter.MIN_MILLIS);
    long end = TimeParameter.optional(parameters, "end", TimeParameter.MAX_MILLIS);
    if (end < start) {
      throw ApiException.badData("end timestamp must not be before start time");
    }
    try {
      var _ = PromqlParser.parse(parameters.first("query"), features);
    } catch (PromqlException e) {
      throw ApiException.badData(String.valueOf(e.getMessage()));
    }
    return Envelope.success(List.of());
  }
}
