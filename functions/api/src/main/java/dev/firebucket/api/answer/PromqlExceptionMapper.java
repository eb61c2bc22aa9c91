package dev.firebucket.api.answer;

import dev.firebucket.query.error.PromqlException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/// Queries that cannot be answered.
@Provider
public class PromqlExceptionMapper implements ExceptionMapper<PromqlException> {
  @Override
  public Response toResponse(PromqlException exception) {
    return Envelope.error(exception.type(), String.valueOf(exception.getMessage()));
  }
}
