package dev.firebucket.config.http;

import dev.firebucket.config.memory.ByteBudget;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A client that carries one [HttpClientConfig]: make requests by [#request], send them by
/// [#exchange]. Safe for use by several threads.
///
/// The timeout covers the whole exchange, the body too: the JDK's own request timeout ends with the
/// answer's headers.
public final class ConfiguredHttpClient {
  private static final String TIMED_OUT = "request timed out";
  private static final Duration OWN_WORD = Duration.ofMillis(250);

  private final HttpClient client;
  private final HttpClientConfig config;
  private final Runnable leftOpen;

  /// @param leftOpen hears of each connection that the client will not close by itself
  ConfiguredHttpClient(HttpClient client, HttpClientConfig config, Runnable leftOpen) {
    this.client = client;
    this.config = config;
    this.leftOpen = leftOpen;
  }

  /// Begins a request: sets authorization and headers of the configuration, reads files again. User
  /// and password of the URL are sent where the configuration has no authorization.
  ///
  /// @throws IOException when a file of credentials cannot be read; the message names it
  public HttpRequest.Builder request(URI uri, Duration timeout) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder().uri(uri).timeout(timeout);
    // Over plain HTTP the JDK would ask for an upgrade to HTTP/2, which Prometheus never does.
    boolean http2 = config.enableHttp2() && "https".equalsIgnoreCase(uri.getScheme());
    request.version(http2 ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1);
    new RequestHeaders(config).addTo(request);
    return UserInfo.sentAsHeader(request, uri);
  }

  /// Sends a request and takes the whole answer.
  ///
  /// @param timeout for everything from the connection to the last byte
  /// @param bodyLimit bytes
  /// @throws BodyTooLargeException when the body is longer
  /// @throws HttpTimeoutException when the time is over; a [HttpConnectTimeoutException] where no
  ///   connection came about
  /// @throws IOException when the server cannot be reached or breaks off
  public HttpAnswer exchange(HttpRequest request, Duration timeout, long bodyLimit)
      throws IOException, InterruptedException {
    return exchange(request, timeout, bodyLimit, ByteBudget.unlimited());
  }

  /// The same where others take answers at the same time.
  ///
  /// @param room takes what comes of the body, and is closed by the caller
  public HttpAnswer exchange(
      HttpRequest request, Duration timeout, long bodyLimit, ByteBudget.Share room)
      throws IOException, InterruptedException {
    CompletableFuture<HttpAnswer> answer = exchangeAsync(request, timeout, bodyLimit, room);
    try {
      return answer.get();
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      throw asIoException(e);
    }
  }

  private CompletableFuture<HttpAnswer> exchangeAsync(
      HttpRequest request, Duration timeout, long bodyLimit, ByteBudget.Share room) {
    RedirectedExchange exchange = new RedirectedExchange(client, config, bodyLimit, room);
    CompletableFuture<HttpAnswer> answer =
        exchange
            .send(request)
            .thenApply(all -> new HttpAnswer(all.statusCode(), all.headers(), all.body()))
            .whenComplete((_, problem) -> hear(problem))
            .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
            .exceptionallyCompose(
                problem ->
                    problem instanceof TimeoutException
                        ? late(exchange.current())
                        : CompletableFuture.failedFuture(asIoException(problem)));
    // Whatever ends the wait ends the exchange too: the connection is given up.
    return answer.whenComplete((done, problem) -> exchange.giveUp());
  }

  private void hear(@Nullable Throwable problem) {
    if (problem != null && asIoException(problem) instanceof ProtocolException) {
      leftOpen.run();
    }
  }

  /// The time is over. The JDK's own timer, which ends about now, knows whether a connection came
  /// about at all.
  private static CompletableFuture<HttpAnswer> late(CompletableFuture<?> response) {
    return response
        .handle((_, problem) -> problem)
        .completeOnTimeout(null, OWN_WORD.toMillis(), TimeUnit.MILLISECONDS)
        .thenCompose(
            problem ->
                CompletableFuture.failedFuture(
                    problem != null
                            && asIoException(problem) instanceof HttpConnectTimeoutException none
                        ? none
                        : new HttpTimeoutException(TIMED_OUT)));
  }

  private static IOException asIoException(Throwable problem) {
    Throwable cause = problem;
    while (isWrapper(cause) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof TimeoutException) {
      return new HttpTimeoutException(TIMED_OUT);
    }
    for (Throwable at = cause; at != null; at = at.getCause()) {
      if (at instanceof BodyTooLargeException tooLarge) {
        return tooLarge;
      }
    }
    return cause instanceof IOException io
        ? io
        : new IOException(String.valueOf(cause.getMessage()), cause);
  }

  private static boolean isWrapper(Throwable problem) {
    return problem instanceof CompletionException || problem instanceof ExecutionException;
  }
}
