package dev.firebucket.api.routing;

import java.util.LinkedHashMap;
import java.util.Map;

/// A path and who answers its methods.
///
/// @param before how the path begins
/// @param name stands for what may be there: `:name` for anything without a slash, `*rest` for
///   anything; empty where the path is only `before`
/// @param after how the path ends
/// @param endpoints by method
/// @param work of the endpoints
public record Route(
    String before, String name, String after, Map<String, Endpoint> endpoints, Work work) {
  public Route {
    endpoints = Map.copyOf(endpoints);
  }

  /// A path that is only read.
  public static Route get(String path, Endpoint endpoint) {
    return of(path, Map.of("GET", endpoint));
  }

  /// A path that takes its parameters from a query string or a form.
  public static Route form(String path, Endpoint endpoint) {
    return of(path, Map.of("GET", endpoint, "POST", endpoint));
  }

  /// A path that changes something.
  public static Route change(String path, Endpoint endpoint) {
    return of(path, Map.of("POST", endpoint, "PUT", endpoint));
  }

  /// A path with any methods.
  public static Route of(String path, Map<String, Endpoint> endpoints) {
    return new Route(path, "", "", endpoints, Work.LIGHT);
  }

  /// The same with one more method.
  public Route and(String method, Endpoint endpoint) {
    Map<String, Endpoint> more = new LinkedHashMap<>(endpoints);
    more.put(method, endpoint);
    return new Route(before, name, after, more, work);
  }

  /// The same with work of another kind.
  public Route as(Work other) {
    return new Route(before, name, after, endpoints, other);
  }

  /// Whether the path has a part that may be any text.
  boolean isOpen() {
    return !name.isEmpty();
  }

  /// Whether a method other than those that read changes something: forms of queries do not.
  boolean isOfChanges() {
    return work == Work.WRITE || endpoints.containsKey("PUT");
  }

  boolean matches(String path) {
    int end = path.length() - after.length();
    return isOpen()
        ? end >= before.length()
            && path.startsWith(before)
            && path.endsWith(after)
            && (name.startsWith("*") || path.substring(before.length(), end).indexOf('/') < 0)
        : path.equals(before);
  }

  /// One name for all paths that match.
  public String label() {
    return before + name + after;
  }
}
