package dev.firebucket.ingest.scrape;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

/// How the requests of a job are sent: with its authorization, certificates, proxy and headers.
@FunctionalInterface
public interface HttpExchange {
  /// Sends a request; cancelling the future ends the exchange.
  ///
  /// @throws IOException when the request cannot be made, such as for a password file that is
  ///   missing
  <T> CompletableFuture<HttpResponse<T>> send(
      HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) throws IOException;
}
