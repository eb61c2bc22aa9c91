package dev.firebucket.lambda.url.answer;

import dev.firebucket.api.answer.Envelope;
import dev.firebucket.lambda.start.Environment;
import dev.firebucket.query.error.PromqlException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/// A class or a library that cannot be loaded: the environment ends, and the caller sees AWS's 502
/// instead of this answer.
@Provider
public class LinkageErrorMapper implements ExceptionMapper<LinkageError> {
  @Override
  public Response toResponse(LinkageError error) {
    Environment.ofProcess().failed(error);
    return Envelope.error(PromqlException.Type.INTERNAL, error.toString());
  }
}
