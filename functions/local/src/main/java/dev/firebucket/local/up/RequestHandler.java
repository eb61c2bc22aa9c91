package dev.firebucket.local.up;

import dev.firebucket.api.answer.ApiAnswer;
import dev.firebucket.api.answer.Envelope;
import dev.firebucket.api.metrics.HttpMetrics;
import dev.firebucket.api.request.ApiRequest;
import dev.firebucket.api.request.Connection;
import dev.firebucket.api.routing.HttpApi;
import dev.firebucket.config.server.AcceptedEncodings;
import dev.firebucket.config.server.CorsOrigin;
import dev.firebucket.config.server.Gzip;
import dev.firebucket.query.error.PromqlException;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads a request, lets the API answer it on a thread that may wait, and writes the answer:
/// compressed where the caller takes it, counted, and readable for the pages that may read it.
final class RequestHandler implements Handler<RoutingContext> {
  /// The longest body of a request, in bytes.
  static final int MOST_OF_BODY = 64 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);
  private static final int TOO_LARGE = 413;

  private final HttpApi api;
  private final CorsOrigin origins;
  private final HttpMetrics metrics;

  RequestHandler(HttpApi api, CorsOrigin origins, HttpMetrics metrics) {
    this.api = api;
    this.origins = origins;
    this.metrics = metrics;
  }

  @Override
  public void handle(RoutingContext context) {
    long began = System.nanoTime();
    HttpServerRequest request = context.request();
    Buffer body = Buffer.buffer();
    var _ =
        request
            .handler(
                chunk -> {
                  if (body.length() + chunk.length() > MOST_OF_BODY) {
                    refuse(request);
                  } else {
                    body.appendBuffer(chunk);
                  }
                })
            .endHandler(_ -> answer(context, body.getBytes(), began));
  }

  private static void refuse(HttpServerRequest request) {
    request.handler(_ -> {}).endHandler(_ -> {});
    HttpServerResponse response = request.response().setStatusCode(TOO_LARGE);
    response
        .putHeader("Connection", "close")
        .putHeader("Content-Type", "text/plain; charset=utf-8");
    var _ =
        response.end("the body of a request may have %d bytes at most\n".formatted(MOST_OF_BODY));
  }

  private void answer(RoutingContext context, byte[] body, long began) {
    HttpServerRequest request = context.request();
    ApiRequest asked = asked(request, body);
    context
        .vertx()
        .executeBlocking(() -> travelling(asked, answered(asked, began)), false)
        .onSuccess(answer -> write(request.response(), answer))
        .onFailure(
            failure -> {
              LOG.error("a request failed for a reason that nobody foresaw", failure);
              write(
                  request.response(),
                  Envelope.error(PromqlException.Type.INTERNAL, String.valueOf(failure)));
            });
  }

  private static ApiRequest asked(HttpServerRequest request, byte[] body) {
    Map<String, String> headers = new TreeMap<>();
    MultiMap sent = request.headers();
    for (String name : sent.names()) {
      headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", sent.getAll(name)));
    }
    Connection connection = action -> request.response().closeHandler(_ -> action.run());
    String uri = request.uri();
    int mark = uri.indexOf('?');
    return new ApiRequest(
        request.method().name(),
        String.valueOf(request.path()),
        mark < 0 ? null : uri.substring(mark + 1),
        headers,
        body,
        connection);
  }

  private ApiAnswer answered(ApiRequest request, long began) {
    ApiAnswer answer = api.answer(request);
    if (HttpApi.isApi(request.path())) {
      answer = answer.with(origins.headers(request.headers().get("origin")));
    }
    metrics.answered(
        api.handler(request, answer.status()), answer.status(), (System.nanoTime() - began) / 1e9);
    return answer;
  }

  private static ApiAnswer travelling(ApiRequest request, ApiAnswer answer) throws IOException {
    if (answer.body().length < Gzip.LEAST_TO_COMPRESS
        || answer.headers().containsKey("Content-Encoding")) {
      return answer;
    }
    String vary = answer.headers().get("Vary");
    ApiAnswer varying =
        answer.with(Map.of("Vary", vary == null ? "Accept-Encoding" : vary + ", Accept-Encoding"));
    return AcceptedEncodings.includeGzip(List.of(request.header("accept-encoding")))
        ? varying.with(Map.of("Content-Encoding", "gzip")).withBody(Gzip.of(answer.body()))
        : varying;
  }

  private static void write(HttpServerResponse response, ApiAnswer answer) {
    if (response.closed()) {
      return;
    }
    response.setStatusCode(answer.status());
    answer.headers().forEach(response::putHeader);
    var _ = response.end(Buffer.buffer(answer.body()));
  }
}
