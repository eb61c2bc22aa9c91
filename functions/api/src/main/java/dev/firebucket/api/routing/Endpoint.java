package dev.firebucket.api.routing;

import dev.firebucket.api.answer.ApiAnswer;
import dev.firebucket.api.request.ApiRequest;
import java.io.IOException;

/// Answers the requests of one path and method.
@FunctionalInterface
public interface Endpoint {
  /// Answers a request.
  ///
  /// @throws IOException when the store does not answer; the caller gets 503
  /// @throws dev.firebucket.api.answer.ApiException when the request is wrong
  ApiAnswer answer(ApiRequest request) throws IOException;
}
