package dev.firebucket.api.query;

import dev.firebucket.api.answer.Envelope;
import dev.firebucket.api.request.FormResource;
import dev.firebucket.api.request.RequestParameters;
import dev.firebucket.query.engine.QueryEngine;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.format.PrettyPrinter;
import dev.firebucket.query.parser.ParserFeatures;
import dev.firebucket.query.parser.PromqlParser;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/// `/api/v1/format_query`: a query, neatly broken into lines.
@Path("/api/v1/format_query")
@IfBuildProperty(name = "firebucket.api.query", stringValue = "true", enableIfMissing = true)
public class FormatQueryResource extends FormResource {
  private final ParserFeatures features;

  public FormatQueryResource(QueryEngine engine) {
    this.features = ParserFeatures.of(engine.options().features());
  }

  @Override
  protected Response answer(RequestParameters parameters) {
    try {
      return Envelope.success(
          PrettyPrinter.print(PromqlParser.parse(parameters.first("query"), features)));
    } catch (PromqlException e) {
      throw QueryRunner.asParameter(e);
    }
  }
}
