package dev.firebucket.lambda.start;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Entry point of all functions: without Quarkus, which would be a quarter to a third of their
/// start (`docs/design/cold-starts.md`).
public final class EventHandler implements RequestStreamHandler {
  private static final Logger LOG = LoggerFactory.getLogger(EventHandler.class);

  static {
    EarlyStart.begin();
  }

  private final RequestStreamHandler events =
      new Events(Environment.ofProcess(), this::start, this::take);

  private @Nullable EventFunction function;

  /// Makes the function while AWS lends a starting environment a whole processor. What goes wrong
  /// is the first event's to report: an environment that ends here is started again for ever.
  public EventHandler() {
    EarlyStart.help();
    try {
      start();
    } catch (RuntimeException | Error e) {
      LOG.warn("the function could not be made yet", e);
    }
  }

  private void start() {
    if (function == null) {
      function = made();
    }
  }

  private static EventFunction made() {
    try {
      return ServiceLoader.load(EventFunction.class)
          .findFirst()
          .orElseThrow(
              () -> new IllegalStateException("no META-INF/services names a EventFunction"));
    } catch (ServiceConfigurationError e) {
      switch (e.getCause()) {
        case RuntimeException wrong -> throw wrong;
        case IOException unusable ->
            throw new UncheckedIOException(String.valueOf(unusable.getMessage()), unusable);
        case Error fatal -> throw fatal;
        case null, default -> throw e;
      }
    }
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    events.handleRequest(input, output, context);
  }

  private void take(InputStream input, OutputStream output, Context context) throws IOException {
    EventFunction made = function;
    if (made == null) {
      throw new IllegalStateException("an event came before the function was made");
    }
    try {
      output.write(made.handle(input.readAllBytes()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while an event was handled");
    }
  }
}
