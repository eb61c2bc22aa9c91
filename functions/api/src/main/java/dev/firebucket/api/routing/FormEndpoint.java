package dev.firebucket.api.routing;

import dev.firebucket.api.answer.ApiAnswer;
import dev.firebucket.api.request.ApiRequest;
import dev.firebucket.api.request.RequestParameters;
import java.io.IOException;

/// An endpoint that needs the parameters of a request and nothing else: from the query string of a
/// GET, or from the form of a POST.
@FunctionalInterface
public interface FormEndpoint extends Endpoint {
  /// Answers a request by its parameters.
  ///
  /// @throws IOException when the store does not answer
  ApiAnswer answer(RequestParameters parameters) throws IOException;

  @Override
  default ApiAnswer answer(ApiRequest request) throws IOException {
    return answer(request.parameters());
  }
}
