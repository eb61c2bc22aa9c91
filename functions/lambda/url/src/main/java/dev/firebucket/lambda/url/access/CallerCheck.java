package dev.firebucket.lambda.url.access;

import dev.firebucket.lambda.request.access.Access;
import dev.firebucket.lambda.request.access.Verdict;
import dev.firebucket.lambda.start.Environment;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/// Answers the requests of those who may not call, and hands on all others.
final class CallerCheck implements Handler<RoutingContext> {
  private final Access access;
  private final Refusals refusals;

  /// @param refusals hears of each request that is answered here, before the caller is
  CallerCheck(Access access, Refusals refusals) {
    this.access = access;
    this.refusals = refusals;
  }

  /// Counts requests that were not let in.
  @FunctionalInterface
  interface Refusals {
    /// May take as long as a request to the store.
    void refused(int status, double seconds);
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
    Verdict verdict = access.verdict(shown);
    if (verdict != Verdict.LET_IN) {
      refusals.refused(verdict.status(), (System.nanoTime() - began) / 1e9);
    }
    return verdict;
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
      response.putHeader("WWW-Authenticate", Verdict.QUESTION);
    }
    response.setStatusCode(verdict.status()).putHeader("Content-Type", "text/plain; charset=utf-8");
    var _ = response.end(verdict.words());
  }

  private static boolean isOpen(HttpServerRequest request) {
    boolean isQuestion =
        request.headers().contains("Origin")
            && request.headers().contains("Access-Control-Request-Method");
    return Access.isOpen(request.method().name(), request.path(), isQuestion);
  }
}
