package dev.firebucket.api.answer;

import dev.firebucket.query.error.PromqlException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A store that does not answer or refuses: 503, so that clients try again. The sentence is that of
/// [dev.firebucket.storage.object.ObjectStoreException]: what was tried, on which key, how to mend
/// it.
@Provider
public class StoreExceptionMapper implements ExceptionMapper<IOException> {
  private static final Logger LOG = LoggerFactory.getLogger(StoreExceptionMapper.class);

  @Override
  public Response toResponse(IOException exception) {
    return answer(exception);
  }

  static Response answer(IOException exception) {
    LOG.warn("the store failed a request: {}", exception.getMessage());
    return Envelope.error(PromqlException.Type.UNAVAILABLE, String.valueOf(exception.getMessage()));
  }

  /// The same, carried through code that may not throw an `IOException`.
  @Provider
  public static class Unchecked implements ExceptionMapper<UncheckedIOException> {
    @Override
    public Response toResponse(UncheckedIOException exception) {
      return answer(Objects.requireNonNull(exception.getCause()));
    }
  }
}
