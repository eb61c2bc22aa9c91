package dev.firebucket.lambda.request;

/// What a function answers at its URL.
public interface UrlRoutes {
  /// Answers a request that was let in. What fails becomes an answer too; an [Error] does not,
  /// since it may be the environment's.
  UrlAnswer answer(UrlRequest request);

  /// Under which of a bounded set of names a request is counted.
  ///
  /// @param status of its answer
  String handler(UrlRequest request, int status);
}
