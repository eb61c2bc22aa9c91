package dev.firebucket.lambda.push;

import dev.firebucket.config.http.CorsOrigin;
import dev.firebucket.lambda.request.UrlAnswer;
import dev.firebucket.lambda.request.UrlRequest;
import dev.firebucket.lambda.request.access.Access;
import dev.firebucket.lambda.request.access.Verdict;
import dev.firebucket.lambda.request.metrics.RequestMetrics;
import java.util.Optional;
import java.util.Set;

/// What stands around the routes of the push function's URL: who may call, whose pages may read,
/// and how often it was asked. The same as Quarkus' filters do before the query function.
final class PushUrl {
  private static final String ANY_HANDLER = "/*";
  private static final Set<Integer> NO_SUCH_HANDLER = Set.of(404, 405);

  private final Optional<Access> access;
  private final CorsOrigin origins;
  private final PushRoutes routes;
  private final RequestMetrics metrics;

  /// @param access empty where everybody may call
  PushUrl(Optional<Access> access, CorsOrigin origins, PushRoutes routes, RequestMetrics metrics) {
    this.access = access;
    this.origins = origins;
    this.routes = routes;
    this.metrics = metrics;
  }

  UrlAnswer answer(UrlRequest request) {
    long began = System.nanoTime();
    Optional<UrlAnswer> refusal = refusal(request);
    UrlAnswer answer = refusal.orElseGet(() -> admitted(request));
    String handler = refusal.isPresent() ? ANY_HANDLER : handler(request, answer.status());
    metrics.answered(handler, answer.status(), (System.nanoTime() - began) / 1e9);
    return answer;
  }

  /// What is answered before the routes are asked.
  private Optional<UrlAnswer> refusal(UrlRequest request) {
    if (request.hasBrokenEscape()) {
      return Optional.of(
          UrlAnswer.plain(
              400,
              "400 Bad Request: a % in the path must be followed by two hexadecimal digits\n"));
    }
    if (access.isEmpty() || Access.isOpen(request.method(), request.path(), request.isQuestion())) {
      return Optional.empty();
    }
    Verdict verdict = access.get().verdict(request.headerValues("authorization"));
    return verdict == Verdict.LET_IN ? Optional.empty() : Optional.of(refused(verdict));
  }

  private UrlAnswer admitted(UrlRequest request) {
    return request.path().startsWith("/api/v1/") ? ofApi(request) : routes.answer(request);
  }

  private static UrlAnswer refused(Verdict verdict) {
    UrlAnswer answer = UrlAnswer.plain(verdict.status(), verdict.words());
    return verdict == Verdict.UNKNOWN ? answer.with("WWW-Authenticate", Verdict.QUESTION) : answer;
  }

  private UrlAnswer ofApi(UrlRequest request) {
    UrlAnswer answer =
        request.method().equals("OPTIONS") ? UrlAnswer.EMPTY : routes.answer(request);
    return answer.with(origins.headers(request.header("origin").orElse(null)));
  }

  /// Paths with names of groups in them, and unknown paths, would each become a series.
  private static String handler(UrlRequest request, int status) {
    if (NO_SUCH_HANDLER.contains(status) || request.method().equals("OPTIONS")) {
      return ANY_HANDLER;
    }
    if (request.path().contains("/metrics/job")) {
      return "/push/metrics/job/:group";
    }
    return PushRoutes.PATHS.contains(request.path()) ? request.path() : ANY_HANDLER;
  }
}
