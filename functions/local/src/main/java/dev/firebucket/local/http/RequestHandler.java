package dev.firebucket.local.http;

import dev.firebucket.api.answer.ApiAnswer;
import dev.firebucket.api.answer.Envelope;
import dev.firebucket.api.metrics.HttpMetrics;
import dev.firebucket.api.request.ApiRequest;
import dev.firebucket.api.request.Connection;
import dev.firebucket.api.routing.HttpApi;
import dev.firebucket.config.memory.ByteBudget;
import dev.firebucket.config.server.AcceptedEncodings;
import dev.firebucket.config.server.CorsOrigin;
import dev.firebucket.config.server.Gzip;
import dev.firebucket.config.server.RetryLater;
import dev.firebucket.query.engine.QueryCaller;
import dev.firebucket.query.error.PromqlException;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads a request, lets the API answer it on a thread for this kind of work, and writes the
/// answer: compressed where the caller takes it, counted, and readable for the pages that may read
/// it.
public final class RequestHandler implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);

  private final HttpApi api;
  private final CorsOrigin origins;
  private final HttpMetrics metrics;
  private final Duration readTimeout;
  private final RequestThreads threads = new RequestThreads();
  private final ByteBudget bodies;

  /// @param readTimeout how long a request may take to arrive
  /// @param bodies counts those of requests, from their first byte to their answer
  public RequestHandler(
      HttpApi api,
      CorsOrigin origins,
      HttpMetrics metrics,
      Duration readTimeout,
      ByteBudget bodies) {
    this.api = api;
    this.origins = origins;
    this.metrics = metrics;
    this.readTimeout = readTimeout;
    this.bodies = bodies;
  }

  @Override
  public void handle(RoutingContext context) {
    long began = System.nanoTime();
    ByteBudget.Share share = bodies.share();
    BodyReader.read(
        context.vertx(),
        context.request(),
        share,
        readTimeout,
        body -> answer(context, asked(context.request(), body), began, share));
  }

  private void answer(
      RoutingContext context, ApiRequest asked, long began, ByteBudget.Share share) {
    String caller = context.request().remoteAddress().hostAddress();
    HttpServerResponse response = context.response();
    // Of this connection's event loop, where its answer is written.
    Context own = context.vertx().getOrCreateContext();
    try {
      var _ =
          threads
              .run(
                  api.work(asked.path()),
                  () -> travelling(asked, QueryCaller.as(caller, () -> answered(asked, began))))
              .whenComplete(
                  (answer, failure) -> {
                    share.close();
                    own.runOnContext(
                        _ -> write(response, failure == null ? answer : failed(failure)));
                  });
    } catch (RejectedExecutionException e) {
      share.close();
      write(response, counted(asked, busy(), began));
    }
  }

  private static ApiAnswer failed(Throwable failure) {
    LOG.error("a request failed for a reason that nobody foresaw", failure);
    return Envelope.error(PromqlException.Type.INTERNAL, String.valueOf(failure));
  }

  private static ApiAnswer busy() {
    return Envelope.error(
            PromqlException.Type.UNAVAILABLE, "too many requests are under way; try again later")
        .with(Map.of(RetryLater.NAME, RetryLater.SOON));
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
    return counted(request, api.answer(request), began);
  }

  private ApiAnswer counted(ApiRequest request, ApiAnswer answer, long began) {
    metrics.answered(
        api.handler(request, answer.status()), answer.status(), (System.nanoTime() - began) / 1e9);
    return CorsOrigin.isShared(request.path())
        ? answer.with(origins.headers(request.headers().get("origin")))
        : answer;
  }

  private static ApiAnswer travelling(ApiRequest request, ApiAnswer answer) throws IOException {
    if (answer.body().length < Gzip.LEAST_TO_COMPRESS) {
      return answer;
    }
    ApiAnswer varying =
        answer.with(Map.of("Vary", AcceptedEncodings.vary(answer.headers().get("Vary"))));
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
