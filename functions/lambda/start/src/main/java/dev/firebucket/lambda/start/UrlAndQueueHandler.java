package dev.firebucket.lambda.start;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.Quarkus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Entry point of a function behind a URL that a queue fires too.
public final class UrlAndQueueHandler implements RequestStreamHandler {
  private static final JsonFactory JSON = new JsonFactory();

  private final UrlHandler url = new UrlHandler();
  private final RequestStreamHandler queue =
      new Events(Environment.ofProcess(), Quarkus::manualStart, UrlAndQueueHandler::take);

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    byte[] event = input.readAllBytes();
    RequestStreamHandler handler = isEnvelope(event) ? queue : url;
    handler.handleRequest(new ByteArrayInputStream(event), output, context);
  }

  private static void take(InputStream input, OutputStream output, Context context)
      throws IOException {
    output.write(Arc.container().instance(QueueEvents.class).get().take(input.readAllBytes()));
  }

  /// Whether an event comes from a queue: an envelope has one field.
  private static boolean isEnvelope(byte[] event) {
    try (JsonParser parser = JSON.createParser(event)) {
      return parser.nextToken() == JsonToken.START_OBJECT
          && "Records".equals(parser.nextFieldName());
    } catch (IOException noJson) {
      return false;
    }
  }
}
