package dev.firebucket.api.query;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.firebucket.api.answer.ApiAnswer;
import dev.firebucket.api.answer.Envelope;
import dev.firebucket.api.request.RequestParameters;
import dev.firebucket.api.routing.FormEndpoint;
import dev.firebucket.query.engine.QueryEngine;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.format.AstJson;
import dev.firebucket.query.parser.ParserFeatures;
import dev.firebucket.query.parser.PromqlParser;

/// `/api/v1/parse_query`: a query as a tree.
public final class ParseQueryEndpoint implements FormEndpoint {
  private final ParserFeatures features;

  public ParseQueryEndpoint(QueryEngine engine) {
    this.features = ParserFeatures.of(engine.options().features());
  }

  @Override
  public ApiAnswer answer(RequestParameters parameters) {
    try {
      return Envelope.success(
          new RawValue(AstJson.print(PromqlParser.parse(parameters.first("query"), features))));
    } catch (PromqlException e) {
      throw QueryRunner.asParameter(e);
    }
  }
}
