package dev.firebucket.api.push;

import dev.firebucket.ingest.push.PushAnswer;
import dev.firebucket.ingest.push.PushHttp;
import dev.firebucket.ingest.push.PushRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Hands requests to the Pushgateway's routes, wherever they are mounted.
final class PushSurface {
  private final PushHttp gateway;

  PushSurface(PushHttp gateway) {
    this.gateway = gateway;
  }

  /// @param path behind the mount, decoded, with a slash at its start
  Response handle(String method, String path, HttpHeaders headers, byte @Nullable [] body)
      throws IOException {
    PushAnswer answer =
        gateway.handle(
            new PushRequest(
                method,
                path,
                header(headers, HttpHeaders.CONTENT_TYPE),
                header(headers, HttpHeaders.CONTENT_ENCODING),
                body == null ? new byte[0] : body));
    return Response.status(answer.status())
        .entity(answer.body())
        .header(HttpHeaders.CONTENT_TYPE, answer.contentType())
        .build();
  }

  private static String header(HttpHeaders headers, String name) {
    String value = headers.getHeaderString(name);
    return value == null ? "" : value;
  }
}
