package dev.firebucket.api.query;

import dev.firebucket.api.answer.ApiAnswer;
import dev.firebucket.api.answer.Envelope;
import dev.firebucket.api.request.RequestParameters;
import dev.firebucket.api.routing.FormEndpoint;
import dev.firebucket.query.engine.QueryEngine;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.format.PrettyPrinter;
import dev.firebucket.query.parser.ParserFeatures;
import dev.firebucket.query.parser.PromqlParser;

/// `/api/v1/format_query`: a query, neatly broken into lines.
public final class FormatQueryEndpoint implements FormEndpoint {
  private final ParserFeatures features;

  public FormatQueryEndpoint(QueryEngine engine) {
    this.features = ParserFeatures.of(engine.options().features());
  }

  @Override
  public ApiAnswer answer(RequestParameters parameters) {
    try {
      return Envelope.success(
          PrettyPrinter.print(PromqlParser.parse(parameters.first("query"), features)));
    } catch (PromqlException e) {
      throw QueryRunner.asParameter(e);
    }
  }
}
