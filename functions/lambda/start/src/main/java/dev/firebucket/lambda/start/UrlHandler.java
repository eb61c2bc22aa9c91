package dev.firebucket.lambda.start;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Entry point of the functions behind a function URL: Quarkus', with an early start.
public final class UrlHandler implements RequestStreamHandler {
  static {
    // Before anything logs: Quarkus would be too late next to an early start that logs.
    System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
    // Before the first touch of Quarkus' handler, which boots it.
    EarlyStart.begin();
  }

  private final RequestStreamHandler events =
      new Events(Environment.ofProcess(), Quarkus::manualStart, new QuarkusStreamHandler());

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    events.handleRequest(input, output, context);
  }
}
