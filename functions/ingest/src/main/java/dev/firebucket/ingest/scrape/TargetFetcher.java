package dev.firebucket.ingest.scrape;

import dev.firebucket.config.http.BodyTooLargeException;
import dev.firebucket.config.http.ConfiguredHttpClient;
import dev.firebucket.config.http.HttpAnswer;
import dev.firebucket.config.http.HttpClientFactory;
import dev.firebucket.config.memory.ByteBudget;
import dev.firebucket.config.memory.NoRoomException;
import dev.firebucket.config.scrape.ScrapeConfig;
import dev.firebucket.go.time.PrometheusDuration;
import dev.firebucket.ingest.bytes.Decoded;
import dev.firebucket.ingest.bytes.Gunzip;
import dev.firebucket.ingest.target.Target;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Fetches the exposition of a target: one request, one deadline over everything up to the last
/// byte of the body, and a bound on the body compressed and not. Safe for use by several threads.
public final class TargetFetcher implements ExpositionSource {
  /// What a body may take where `body_size_limit` says nothing: an eighth of the memory.
  private static final long MEMORY_BOUND =
      Math.min(Integer.MAX_VALUE - 16, Runtime.getRuntime().maxMemory() / 8);

  private static final int OK = 200;
  private static final String TOO_LATE = "context deadline exceeded";

  private final HttpClientFactory clients;
  private final String userAgent;
  private final List<LocalExposition> local;
  private final RunLimits limits;
  private final ByteBudget memory;

  /// @param clients makes the client of each job; stays open
  /// @param userAgent names this program to the targets
  /// @param local expositions that this process makes itself
  /// @param limits how long a scrape may take, whatever the target's `scrape_timeout`
  /// @param memory for answers, until they have been read
  public TargetFetcher(
      HttpClientFactory clients,
      String userAgent,
      List<LocalExposition> local,
      RunLimits limits,
      ByteBudget memory) {
    this.clients = clients;
    this.userAgent = userAgent;
    this.local = List.copyOf(local);
    this.limits = limits;
    this.memory = memory;
  }

  @Override
  public ScrapedBody fetch(Target target) throws ScrapeException, InterruptedException {
    return fetch(target, null);
  }

  @Override
  public ScrapedBody fetch(Target target, @Nullable Duration connectWithin)
      throws ScrapeException, InterruptedException {
    ByteBudget.Share room = memory.share();
    boolean fetched = false;
    try {
      ScrapedBody body = fetch(target, connectWithin, room);
      fetched = true;
      return body;
    } finally {
      if (!fetched) {
        room.close();
      }
    }
  }

  private ScrapedBody fetch(Target target, @Nullable Duration connectWithin, ByteBudget.Share room)
      throws ScrapeException, InterruptedException {
    ScrapeConfig config = target.config();
    long limit = config.limits().bodySizeLimit();
    // A body that is as large as the limit fails already, as in Prometheus.
    long bound = limit > 0 ? Math.min(limit - 1, MEMORY_BOUND) : MEMORY_BOUND;
    URI uri = uri(target);
    Duration timeout = limits.timeout(target);
    try {
      for (LocalExposition one : local) {
        if (one.isAt(uri)) {
          return one.fetch(timeout, bound, room);
        }
      }
      ConfiguredHttpClient client =
          connectWithin == null
              ? clients.client(config.httpClient())
              : clients.client(config.httpClient(), connectWithin);
      HttpRequest request = request(client, config, uri, timeout);
      // What does not compress grows a little.
      return decoded(
          client.exchange(request, timeout, bound + bound / 100 + 1024, room), bound, room);
    } catch (NoRoomException none) {
      throw new ScrapeException("the answer is not taken: " + none.getMessage());
    } catch (BodyTooLargeException tooLarge) {
      throw limit > 0 && limit - 1 <= MEMORY_BOUND
          ? ScrapeException.bodyTooLarge()
          : new ScrapeException(
              "body of more than "
                  + MEMORY_BOUND
                  + " bytes, an eighth of the memory of this process: set body_size_limit for job "
                  + config.jobName()
                  + " or give more memory");
    } catch (HttpConnectTimeoutException nobody) {
      throw ScrapeException.unreached(
          "Get \"%s\": %s"
              .formatted(
                  target.url(),
                  connectWithin == null || connectWithin.compareTo(timeout) >= 0
                      ? reason(nobody, target, timeout)
                      : notAgain(connectWithin, timeout)));
    } catch (IOException e) {
      throw new ScrapeException("Get \"" + target.url() + "\": " + reason(e, target, timeout));
    }
  }

  private static String notAgain(Duration connectWithin, Duration timeout) {
    return "no connection within %s; the scrape before had none either, so this one did not wait its whole time of %s"
        .formatted(PrometheusDuration.format(connectWithin), PrometheusDuration.format(timeout));
  }

  private static String reason(IOException error, Target target, Duration timeout) {
    String reason = reason(error);
    return reason.equals(TOO_LATE) && timeout.compareTo(target.timeout()) < 0
        ? "%s: its scrape_timeout of %s counts as %s here, because a run of the function must end"
            .formatted(
                TOO_LATE,
                PrometheusDuration.format(target.timeout()),
                PrometheusDuration.format(timeout))
        : reason;
  }

  private static ScrapedBody decoded(HttpAnswer answer, long bound, ByteBudget.Share room)
      throws IOException, ScrapeException, NoRoomException {
    if (answer.status() != OK) {
      throw new ScrapeException("server returned HTTP status " + StatusText.of(answer.status()));
    }
    String contentType = answer.headers().firstValue("Content-Type").orElse("");
    String encoding = answer.headers().firstValue("Content-Encoding").orElse("");
    byte[] body = answer.body();
    if (encoding.equals("gzip")) {
      Decoded decoded = Gunzip.decompress(body, bound, room);
      return new ScrapedBody(decoded.bytes(), decoded.length(), contentType, room);
    }
    if (body.length > bound) {
      throw new BodyTooLargeException(bound);
    }
    return new ScrapedBody(body, body.length, contentType, room);
  }

  private HttpRequest request(
      ConfiguredHttpClient client, ScrapeConfig config, URI uri, Duration timeout)
      throws IOException {
    return client
        .request(uri, timeout)
        .header(
            "Accept",
            ContentNegotiation.accept(config.scrapeProtocols(), config.metricNameEscapingScheme()))
        .header("Accept-Encoding", config.enableCompression() ? "gzip" : "identity")
        .header("User-Agent", userAgent)
        .header("X-Prometheus-Scrape-Timeout-Seconds", seconds(timeout))
        .build();
  }

  private static URI uri(Target target) throws ScrapeException {
    try {
      URI uri = new URI(target.requestUrl().value());
      if (uri.getHost() == null) {
        throw new ScrapeException(
            "\""
                + target.url()
                + "\" has no host name that Java's HTTP client takes (it refuses underscores):"
                + " scrape it by its address or by another name");
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new ScrapeException("parse \"" + target.url() + "\": " + e.getReason());
    }
  }

  private static String seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString();
  }

  /// Java leaves many network errors without words.
  private static String reason(IOException error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
        return "no such host";
      }
      if (cause instanceof HttpTimeoutException) {
        return TOO_LATE;
      }
    }
    String message = error.getMessage();
    if (message != null) {
      return message;
    }
    return error instanceof ConnectException
        ? "connection refused"
        : error.getClass().getSimpleName();
  }
}
