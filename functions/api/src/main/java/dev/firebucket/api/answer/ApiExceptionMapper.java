package dev.firebucket.api.answer;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/// Requests that the resources refuse.
@Provider
public class ApiExceptionMapper implements ExceptionMapper<ApiException> {
  @Override
  public Response toResponse(ApiException exception) {
    return Envelope.error(exception.type(), String.valueOf(exception.getMessage()));
  }
}
