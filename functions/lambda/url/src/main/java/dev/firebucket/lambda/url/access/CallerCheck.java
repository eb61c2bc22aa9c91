package dev.firebucket.lambda.url.access;

import dev.firebucket.lambda.start.Environment;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;

/// Answers the requests of those who may not call, and hands on all others.
///
/// `/-/healthy` is open: it says no more than that the function answers. A browser's question
/// before a request of another origin is open too, because browsers show no credentials there; it
/// has no effect.
final class CallerCheck implements Handler<RoutingContext> {
  private final Gate gate;
  private final Refusals refusals;

  /// @param refusals hears of each request that is answered here, before the caller is
  CallerCheck(Gate gate, Refusals refusals) {
    this.gate = gate;
    this.refusals = refusals;
  }

  /// Counts requests that were not let in.
  @FunctionalInterface
  interface Refusals {
    /// May take as long as a request to the store.
    void refused(int status, double seconds);
  }

  private enum Verdict {
    LET_IN(200, ""),
    UNKNOWN(401, "Unauthorized\n"),
    UNREADABLE(
        503,
        "Service Unavailable: the secret that says who may call cannot be read; the function's log says why\n");

    private final int status;
    private final String words;

    Verdict(int status, String words) {
      this.status = status;
      this.words = words;
    }
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (isOpen(request)) {
      context.next();
      return;
    }
    List<String> shown = List.copyOf(request.headers().getAll("Authorization"));
    request.pause();
    context
        .vertx()
        .executeBlocking(() -> counted(shown), false)
        .onSuccess(verdict -> goOn(context, verdict))
        .onFailure(
            failure -> {
              Environment.ofProcess().failed(failure);
              answer(context, Verdict.UNREADABLE);
            });
  }

  private Verdict counted(List<String> shown) {
    long began = System.nanoTime();
    Verdict verdict = verdict(shown);
    if (verdict != Verdict.LET_IN) {
      refusals.refused(verdict.status, (System.nanoTime() - began) / 1e9);
    }
    return verdict;
  }

  private Verdict verdict(List<String> shown) {
    try {
      return gate.letsIn(shown) ? Verdict.LET_IN : Verdict.UNKNOWN;
    } catch (IOException e) {
      // It is in the log.
      return Verdict.UNREADABLE;
    }
  }

  private static void goOn(RoutingContext context, Verdict verdict) {
    if (verdict == Verdict.LET_IN) {
      context.request().resume();
      context.next();
      return;
    }
    answer(context, verdict);
  }

  private static void answer(RoutingContext context, Verdict verdict) {
    HttpServerResponse response = context.response();
    if (verdict == Verdict.UNKNOWN) {
      response.putHeader("WWW-Authenticate", "Basic realm=\"firebucket\", charset=\"UTF-8\"");
    }
    response.setStatusCode(verdict.status).putHeader("Content-Type", "text/plain; charset=utf-8");
    var _ = response.end(verdict.words);
  }

  private static boolean isOpen(HttpServerRequest request) {
    return "/-/healthy".equals(request.path())
        || (request.method().equals(HttpMethod.OPTIONS)
            && request.headers().contains("Origin")
            && request.headers().contains("Access-Control-Request-Method"));
  }
}
