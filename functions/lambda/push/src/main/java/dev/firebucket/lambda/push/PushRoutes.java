package dev.firebucket.lambda.push;

import dev.firebucket.config.server.ForeignPage;
import dev.firebucket.ingest.push.PushAnswer;
import dev.firebucket.ingest.push.PushHttp;
import dev.firebucket.ingest.push.PushRequest;
import dev.firebucket.ingest.remotewrite.RemoteWriteAnswer;
import dev.firebucket.ingest.remotewrite.RemoteWriteReceiver;
import dev.firebucket.ingest.remotewrite.RemoteWriteRequest;
import dev.firebucket.lambda.request.UrlAnswer;
import dev.firebucket.lambda.request.UrlRequest;
import dev.firebucket.lambda.request.UrlRoutes;
import dev.firebucket.lambda.start.Environment;
import dev.firebucket.lambda.start.EventJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The paths of the push function's URL.
///
/// | request | answer |
/// |---|---|
/// | `POST /api/v1/write` | remote write: 204 when the samples are durable |
/// | `GET /-/healthy`, `GET /-/ready` | 200 |
/// | a change for a page of another origin | 403 |
/// | all others | the Pushgateway's, see [PushHttp] |
final class PushRoutes implements UrlRoutes {
  /// Those without names in them.
  private static final Set<String> PATHS =
      Set.of("/api/v1/write", "/api/v1/metrics", "/-/healthy", "/-/ready", "/metrics");

  private static final Logger LOG = LoggerFactory.getLogger(PushRoutes.class);
  private static final String ANY_HANDLER = "/*";
  private static final Set<Integer> NO_SUCH_HANDLER = Set.of(404, 405);
  private static final int INTERNAL = 500;
  private static final int UNAVAILABLE = 503;

  private final PushHttp gateway;
  private final RemoteWriteReceiver receiver;

  PushRoutes(PushHttp gateway, RemoteWriteReceiver receiver) {
    this.gateway = gateway;
    this.receiver = receiver;
  }

  @Override
  public UrlAnswer answer(UrlRequest request) {
    UrlAnswer answer;
    try {
      answer = route(request);
    } catch (IOException e) {
      Environment.ofProcess().failed(e);
      LOG.warn("the store failed a request: {}", e.getMessage());
      answer = error(UNAVAILABLE, "unavailable", String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      Environment.ofProcess().failed(e);
      LOG.error("a request failed for a reason that nobody foresaw", e);
      answer = error(INTERNAL, "internal", String.valueOf(e));
    }
    return request.method().equals("HEAD") ? answer.withoutBody() : answer;
  }

  private UrlAnswer route(UrlRequest request) throws IOException {
    if (ForeignPage.changes(request.method(), name -> request.header(name).orElse(""))) {
      return UrlAnswer.plain(403, ForeignPage.words());
    }
    return switch (request.path()) {
      case "/api/v1/write" ->
          request.method().equals("POST") ? write(request) : notAllowed("POST, OPTIONS");
      case "/-/healthy" -> health(request, "Firebucket is Healthy.\n");
      case "/-/ready" -> health(request, "Firebucket is Ready.\n");
      default ->
          request.method().equals("OPTIONS")
              ? UrlAnswer.EMPTY.with("Allow", "GET, HEAD, POST, PUT, DELETE, OPTIONS")
              : push(request);
    };
  }

  private static UrlAnswer health(UrlRequest request, String words) {
    return switch (request.method()) {
      case "GET", "HEAD" -> UrlAnswer.plain(200, words);
      case "OPTIONS" -> UrlAnswer.EMPTY.with("Allow", "GET, HEAD, OPTIONS");
      default -> notAllowed("GET, HEAD, OPTIONS");
    };
  }

  private static UrlAnswer notAllowed(String allowed) {
    return UrlAnswer.plain(405, "Method Not Allowed\n").with("Allow", allowed);
  }

  private UrlAnswer write(UrlRequest request) {
    RemoteWriteAnswer answer =
        receiver.answer(
            new RemoteWriteRequest(
                request.header("content-type").orElse(""),
                request.header("content-encoding").orElse(""),
                request.body()));
    answer.failure().ifPresent(Environment.ofProcess()::failed);
    return answer.words().isEmpty()
        ? UrlAnswer.EMPTY
        : UrlAnswer.plain(answer.status(), answer.words()).with(answer.headers());
  }

  private UrlAnswer push(UrlRequest request) throws IOException {
    PushAnswer answer =
        gateway.handle(
            new PushRequest(
                request.method(),
                request.decodedPath(),
                request.header("content-type").orElse(""),
                request.header("content-encoding").orElse(""),
                request.body()));
    return UrlAnswer.of(answer.status(), answer.contentType(), answer.body())
        .with(answer.headers());
  }

  /// Paths with names of groups in them, and unknown paths, would each become a series.
  @Override
  public String handler(UrlRequest request, int status) {
    if (NO_SUCH_HANDLER.contains(status) || request.method().equals("OPTIONS")) {
      return ANY_HANDLER;
    }
    if (request.path().contains("/metrics/job")) {
      return "/push/metrics/job/:group";
    }
    return PATHS.contains(request.path()) ? request.path() : ANY_HANDLER;
  }

  /// In the envelope of Prometheus' API.
  private static UrlAnswer error(int status, String type, String words) {
    try {
      return UrlAnswer.of(
          status,
          "application/json",
          EventJson.write(
              json -> {
                json.writeStringField("status", "error");
                json.writeStringField("errorType", type);
                json.writeStringField("error", words);
              }));
    } catch (IOException e) {
      return UrlAnswer.of(status, "text/plain", words.getBytes(StandardCharsets.UTF_8));
    }
  }
}
