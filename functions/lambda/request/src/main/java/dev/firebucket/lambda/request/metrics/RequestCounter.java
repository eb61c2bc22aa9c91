package dev.firebucket.lambda.request.metrics;

/// Counts answered requests.
@FunctionalInterface
public interface RequestCounter {
  /// A request was answered.
  ///
  /// @param handler a path of a bounded set
  /// @param took seconds
  void answered(String handler, int status, double took);
}
