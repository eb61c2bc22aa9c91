package dev.firebucket.ingest.scrape;

import dev.firebucket.config.scrape.ScrapeConfig;
import dev.firebucket.ingest.target.Target;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Fetches the exposition of a target: one request, one deadline over everything up to the last
/// byte of the body, and a bound on the body compressed and not. Safe for use by several threads.
final class TargetFetcher {
  /// What a body may take where `body_size_limit` says nothing: an eighth of the memory.
  private static final long MEMORY_BOUND =
      Math.min(Integer.MAX_VALUE - 16, Runtime.getRuntime().maxMemory() / 8);

  private static final int OK = 200;

  private final HttpExchange exchange;
  private final String userAgent;

  TargetFetcher(HttpExchange exchange, String userAgent) {
    this.exchange = exchange;
    this.userAgent = userAgent;
  }

  /// @throws ScrapeException for whatever keeps the exposition from arriving whole and in time
  ScrapedBody fetch(Target target) throws ScrapeException, InterruptedException {
    ScrapeConfig config = target.config();
    long limit = config.limits().bodySizeLimit();
    // A body that is as large as the limit fails already, as in Prometheus.
    long bound = limit > 0 ? Math.min(limit - 1, MEMORY_BOUND) : MEMORY_BOUND;
    try {
      HttpResponse<byte[]> response = send(target, bound + bound / 100 + 1024);
      return decoded(response, bound);
    } catch (BoundedBody.TooLarge tooLarge) {
      throw limit > 0 && limit - 1 <= MEMORY_BOUND
          ? ScrapeException.bodyTooLarge()
          : new ScrapeException(
              "body of more than "
                  + MEMORY_BOUND
                  + " bytes, an eighth of the memory of this process: set body_size_limit for job "
                  + config.jobName()
                  + " or give more memory");
    } catch (IOException e) {
      throw new ScrapeException("Get \"" + target.url() + "\": " + reason(e));
    }
  }

  private static ScrapedBody decoded(HttpResponse<byte[]> response, long bound)
      throws IOException, ScrapeException {
    if (response.statusCode() != OK) {
      throw new ScrapeException(
          "server returned HTTP status " + StatusText.of(response.statusCode()));
    }
    String contentType = response.headers().firstValue("Content-Type").orElse("");
    String encoding = response.headers().firstValue("Content-Encoding").orElse("");
    if (encoding.equals("gzip")) {
      return Gunzip.decompress(response.body(), bound, contentType);
    }
    if (response.body().length > bound) {
      throw new BoundedBody.TooLarge(bound);
    }
    return new ScrapedBody(response.body(), response.body().length, contentType);
  }

  private HttpResponse<byte[]> send(Target target, long bound)
      throws IOException, ScrapeException, InterruptedException {
    Duration timeout = target.timeout();
    CompletableFuture<HttpResponse<byte[]>> answer =
        exchange.send(request(target, timeout), info -> new BoundedBody(bound));
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw new IOException("context deadline exceeded", late);
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      throw cause instanceof IOException io ? io : new IOException(String.valueOf(cause), cause);
    } finally {
      answer.cancel(true);
    }
  }

  private HttpRequest.Builder request(Target target, Duration timeout) throws ScrapeException {
    ScrapeConfig config = target.config();
    URI uri = uri(target.url());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(timeout)
            .header(
                "Accept",
                ContentNegotiation.accept(
                    config.scrapeProtocols(), config.metricNameEscapingScheme()))
            .header("Accept-Encoding", config.enableCompression() ? "gzip" : "identity")
            .header("User-Agent", userAgent)
            .header("X-Prometheus-Scrape-Timeout-Seconds", seconds(timeout));
    // Without TLS nobody speaks HTTP/2, and the offer to switch confuses plain servers.
    return uri.getScheme().equals("http") ? request.version(HttpClient.Version.HTTP_1_1) : request;
  }

  private static URI uri(String url) throws ScrapeException {
    try {
      URI uri = new URI(url);
      if (uri.getHost() == null) {
        throw new ScrapeException(
            "\""
                + url
                + "\" has no host name that Java's HTTP client takes (it refuses underscores):"
                + " scrape it by its address or by another name");
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new ScrapeException("parse \"" + url + "\": " + e.getMessage());
    }
  }

  private static String seconds(Duration duration) {
    return java.math.BigDecimal.valueOf(duration.toMillis(), 3)
        .stripTrailingZeros()
        .toPlainString();
  }

  /// Java leaves many network errors without words.
  private static String reason(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      String words = words(cause);
      if (words != null) {
        return words;
      }
    }
    String message = error.getMessage();
    return message == null ? error.getClass().getSimpleName() : message;
  }

  private static @Nullable String words(Throwable cause) {
    return switch (cause) {
      case UnresolvedAddressException e -> "no such host";
      case UnknownHostException e -> "no such host";
      case java.net.http.HttpTimeoutException e -> "context deadline exceeded";
      case ConnectException e when e.getMessage() == null && e.getCause() == null ->
          "connection refused";
      default -> null;
    };
  }
}
