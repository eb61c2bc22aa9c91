package dev.firebucket.api.routing;

import dev.firebucket.api.answer.ApiAnswer;
import dev.firebucket.api.answer.ApiException;
import dev.firebucket.api.answer.Envelope;
import dev.firebucket.api.request.ApiRequest;
import dev.firebucket.config.server.ForeignPage;
import dev.firebucket.config.server.PathEscapes;
import dev.firebucket.query.error.PromqlException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers requests of HTTP by routes, without a server: a server or a function URL brings the
/// request and takes the answer. Safe for use by several threads.
///
/// | request | answer |
/// |---|---|
/// | a path with a broken escape, `/label/%zz` | 400, as Go's server |
/// | `OPTIONS` below `/api/v1/` | 204 |
/// | `OPTIONS` of any other known path | 204 with `Allow` |
/// | `HEAD` | as to `GET`, without the body |
/// | a change for a page of another origin | 403 |
/// | an unknown path, a method that nobody takes | 404, 405 with `Allow`, in plain words as Prometheus |
/// | what an endpoint refuses or cannot do | an error in the envelope of Prometheus' API |
public final class HttpApi {
  /// Of requests to no route.
  public static final String ANY_HANDLER = "/*";

  private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);
  private static final String API = "/api/v1/";

  private static final Map<String, String> ON_ALL = Map.of("X-Content-Type-Options", "nosniff");

  private final Map<String, Route> exact = new HashMap<>();
  private final List<Route> open;

  /// @param routes of which the first counts that matches, those without any text in them before
  ///   those with some
  public HttpApi(List<Route> routes) {
    for (Route route : routes) {
      if (!route.isOpen() && exact.put(route.before(), route) != null) {
        throw new IllegalArgumentException("two routes are " + route.before());
      }
    }
    open = routes.stream().filter(Route::isOpen).toList();
  }

  /// Answers a request. What fails becomes an answer too; an [Error] does not, since it may be the
  /// process's.
  public ApiAnswer answer(ApiRequest request) {
    ApiAnswer answer = attempted(request).with(ON_ALL);
    return request.method().equals("HEAD") ? answer.withBody(new byte[0]) : answer;
  }

  private ApiAnswer attempted(ApiRequest request) {
    try {
      return routed(request);
    } catch (ApiException e) {
      return Envelope.error(e.type(), String.valueOf(e.getMessage()));
    } catch (PromqlException e) {
      return Envelope.error(e.type(), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return unavailable(e);
    } catch (UncheckedIOException e) {
      return unavailable(Objects.requireNonNull(e.getCause()));
    } catch (RuntimeException e) {
      LOG.error("a request failed for a reason that nobody foresaw", e);
      return Envelope.error(PromqlException.Type.INTERNAL, String.valueOf(e));
    }
  }

  /// 503, so that clients try again. The sentence is the store's: what was tried, on which key, how
  /// to fix it.
  private static ApiAnswer unavailable(IOException e) {
    LOG.warn("the store failed a request: {}", e.getMessage());
    return Envelope.error(PromqlException.Type.UNAVAILABLE, String.valueOf(e.getMessage()));
  }

  private ApiAnswer routed(ApiRequest request) throws IOException {
    if (PathEscapes.areBroken(request.path())) {
      return ApiAnswer.plain(400, PathEscapes.BROKEN);
    }
    boolean asksForOptions = request.method().equals("OPTIONS");
    if (asksForOptions && request.path().startsWith(API)) {
      return ApiAnswer.empty(204);
    }
    Optional<Route> found = find(request.path());
    if (found.isEmpty()) {
      return ApiAnswer.plain(404, "404 page not found\n");
    }
    Map<String, Endpoint> endpoints = found.get().endpoints();
    String method = request.method().equals("HEAD") ? "GET" : request.method();
    Endpoint endpoint = endpoints.get(method);
    if (endpoint != null) {
      if (found.get().isOfChanges() && ForeignPage.changes(request.method(), request::header)) {
        return ApiAnswer.plain(403, ForeignPage.words());
      }
      return endpoint.answer(request);
    }
    ApiAnswer answer =
        asksForOptions ? ApiAnswer.empty(204) : ApiAnswer.plain(405, "Method Not Allowed\n");
    return answer.with(Map.of("Allow", allowed(endpoints)));
  }

  private Optional<Route> find(String path) {
    Route route = exact.get(path);
    return route != null
        ? Optional.of(route)
        : open.stream().filter(one -> one.matches(path)).findFirst();
  }

  private static String allowed(Map<String, Endpoint> endpoints) {
    TreeSet<String> methods = new TreeSet<>(endpoints.keySet());
    methods.add("OPTIONS");
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    return String.join(", ", methods);
  }

  /// What answering a path takes.
  public Work work(String path) {
    return find(path).map(Route::work).orElse(Work.LIGHT);
  }

  /// Under which of a bounded set of names a request is counted: paths with names of labels or
  /// groups in them, and unknown paths, would each become a series.
  ///
  /// @param status of its answer
  public String handler(ApiRequest request, int status) {
    // An OPTIONS is answered whatever its path is.
    return status == 405 || request.method().equals("OPTIONS")
        ? ANY_HANDLER
        : find(request.path()).map(Route::label).orElse(ANY_HANDLER);
  }
}
