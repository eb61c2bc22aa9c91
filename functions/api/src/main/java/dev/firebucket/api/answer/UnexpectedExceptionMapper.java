package dev.firebucket.api.answer;

import dev.firebucket.query.error.PromqlException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Unexpected failures: a sentence in an envelope for the caller, the stack trace for the log.
///
/// What the framework itself refuses (unknown path, wrong method) keeps its status and is answered
/// in plain words, as Prometheus does.
@Provider
public class UnexpectedExceptionMapper implements ExceptionMapper<Throwable> {
  private static final Logger LOG = LoggerFactory.getLogger(UnexpectedExceptionMapper.class);

  @Override
  public Response toResponse(Throwable exception) {
    if (exception instanceof WebApplicationException refused) {
      return refused(refused.getResponse());
    }
    LOG.error("a request failed for a reason that nobody foresaw", exception);
    return Envelope.error(PromqlException.Type.INTERNAL, String.valueOf(exception));
  }

  private static Response refused(Response response) {
    String words =
        switch (response.getStatus()) {
          case 404 -> "404 page not found\n";
          case 405 -> "Method Not Allowed\n";
          default -> response.getStatusInfo().getReasonPhrase() + "\n";
        };
    Response.ResponseBuilder answer =
        Response.status(response.getStatus()).entity(words).type(PLAIN_TEXT);
    String allowed = response.getHeaderString("Allow");
    if (allowed != null) {
      answer.header("Allow", allowed);
    }
    return answer.build();
  }

  private static final MediaType PLAIN_TEXT = MediaType.TEXT_PLAIN_TYPE.withCharset("utf-8");
}
