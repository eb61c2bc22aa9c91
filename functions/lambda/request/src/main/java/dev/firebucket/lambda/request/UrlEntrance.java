package dev.firebucket.lambda.request;

import dev.firebucket.config.server.CorsOrigin;
import dev.firebucket.config.server.PathEscapes;
import dev.firebucket.lambda.request.access.Access;
import dev.firebucket.lambda.request.access.Verdict;
import dev.firebucket.lambda.request.metrics.RequestCounter;
import java.util.Optional;

/// What stands around the routes of a function's URL: who may call, whose pages may read, and how
/// often it was asked.
public final class UrlEntrance {
  private static final String ANY_HANDLER = "/*";

  private final Optional<Access> access;
  private final CorsOrigin origins;
  private final UrlRoutes routes;
  private final RequestCounter requests;

  /// @param access empty where everybody may call
  public UrlEntrance(
      Optional<Access> access, CorsOrigin origins, UrlRoutes routes, RequestCounter requests) {
    this.access = access;
    this.origins = origins;
    this.routes = routes;
    this.requests = requests;
  }

  /// Answers a request.
  public UrlAnswer answer(UrlRequest request) {
    long began = System.nanoTime();
    Optional<UrlAnswer> refusal = refusal(request);
    UrlAnswer answer = refusal.orElseGet(() -> admitted(request));
    String handler = refusal.isPresent() ? ANY_HANDLER : routes.handler(request, answer.status());
    requests.answered(handler, answer.status(), (System.nanoTime() - began) / 1e9);
    return answer;
  }

  /// What is answered before the routes are asked.
  private Optional<UrlAnswer> refusal(UrlRequest request) {
    if (request.hasBrokenEscape()) {
      return Optional.of(UrlAnswer.plain(400, PathEscapes.BROKEN));
    }
    if (access.isEmpty() || Access.isOpen(request.method(), request.path(), request.isQuestion())) {
      return Optional.empty();
    }
    Verdict verdict = access.get().verdict(request.headerValues("authorization"));
    return verdict == Verdict.LET_IN ? Optional.empty() : Optional.of(refused(verdict));
  }

  private UrlAnswer admitted(UrlRequest request) {
    return CorsOrigin.isShared(request.path()) ? ofApi(request) : routes.answer(request);
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
}
