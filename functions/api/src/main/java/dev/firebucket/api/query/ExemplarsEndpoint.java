package dev.firebucket.api.query;

import dev.firebucket.api.answer.ApiAnswer;
import dev.firebucket.api.answer.ApiException;
import dev.firebucket.api.answer.Envelope;
import dev.firebucket.api.request.RequestParameters;
import dev.firebucket.api.request.TimeParameter;
import dev.firebucket.api.routing.FormEndpoint;
import dev.firebucket.go.time.PrometheusTime;
import dev.firebucket.query.engine.QueryEngine;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.parser.ParserFeatures;
import dev.firebucket.query.parser.PromqlParser;
import java.util.List;

/// `/api/v1/query_exemplars`: exemplars are not stored, so a valid request has an empty answer.
public final class ExemplarsEndpoint implements FormEndpoint {
  private final ParserFeatures features;

  public ExemplarsEndpoint(QueryEngine engine) {
    this.features = ParserFeatures.of(engine.options().features());
  }

  @Override
  public ApiAnswer answer(RequestParameters parameters) {
    long start = TimeParameter.optional(parameters, "start", PrometheusTime.MIN_MILLIS);
    long end = TimeParameter.optional(parameters, "end", PrometheusTime.MAX_MILLIS);
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
