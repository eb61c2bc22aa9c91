package dev.firebucket.config.http;

import dev.firebucket.config.memory.ByteBudget;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// One exchange with the redirects that it meets. They are followed here and not by the JDK, which
/// would hand secrets of `http_headers` on to whatever host an answer names.
///
/// What the configuration says of a host goes to that host alone: a request to another one carries
/// no authorization, no cookie and none of the `http_headers`. As in Go, ten redirects are enough.
final class RedirectedExchange {
  private static final int MOST_REDIRECTS = 10;
  private static final Set<String> OF_ONE_HOST = Set.of("authorization", "cookie");
  private static final Set<String> OF_A_BODY = Set.of("content-type", "content-encoding");

  private final HttpClient client;
  private final HttpClientConfig config;
  private final long bodyLimit;
  private final ByteBudget.Share room;
  private volatile CompletableFuture<HttpResponse<byte[]>> current = new CompletableFuture<>();
  private volatile boolean givenUp;

  RedirectedExchange(
      HttpClient client, HttpClientConfig config, long bodyLimit, ByteBudget.Share room) {
    this.client = client;
    this.config = config;
    this.bodyLimit = bodyLimit;
    this.room = room;
  }

  /// Sends a request, and another for each redirect that is to be followed.
  CompletableFuture<HttpResponse<byte[]>> send(HttpRequest request) {
    return send(request, 0);
  }

  private CompletableFuture<HttpResponse<byte[]>> send(HttpRequest request, int followed) {
    CompletableFuture<HttpResponse<byte[]>> sent = client.sendAsync(request, this::body);
    current = sent;
    if (givenUp) {
      sent.cancel(true);
    }
    return sent.thenCompose(answer -> follow(request, answer, followed));
  }

  /// The request that is under way.
  CompletableFuture<HttpResponse<byte[]>> current() {
    return current;
  }

  /// Gives up the connection of the request that is under way.
  void giveUp() {
    givenUp = true;
    current.cancel(true);
  }

  /// The body of a redirect does not count against the limit.
  private HttpResponse.BodySubscriber<byte[]> body(HttpResponse.ResponseInfo info) {
    return location(info.statusCode(), info.headers()).isPresent()
        ? BodySubscribers.replacing(new byte[0])
        : new BoundedBody(bodyLimit, room);
  }

  private Optional<String> location(int status, java.net.http.HttpHeaders headers) {
    return switch (status) {
      case 301, 302, 303, 307, 308 ->
          config.followRedirects() ? headers.firstValue("Location") : Optional.empty();
      default -> Optional.empty();
    };
  }

  private CompletableFuture<HttpResponse<byte[]>> follow(
      HttpRequest request, HttpResponse<byte[]> answer, int followed) {
    Optional<String> location = location(answer.statusCode(), answer.headers());
    if (location.isEmpty()) {
      return CompletableFuture.completedFuture(answer);
    }
    if (followed == MOST_REDIRECTS) {
      return failed("stopped after " + MOST_REDIRECTS + " redirects");
    }
    try {
      URI next = request.uri().resolve(location.get());
      String scheme = String.valueOf(next.getScheme()).toLowerCase(Locale.ROOT);
      if (next.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
        return failed("redirected to something that is no http or https address");
      }
      return send(redirected(request, next, answer.statusCode()), followed + 1);
    } catch (IllegalArgumentException e) {
      return failed("redirected to something that is no URL");
    }
  }

  private static <T> CompletableFuture<T> failed(String problem) {
    return CompletableFuture.failedFuture(new IOException(problem));
  }

  private HttpRequest redirected(HttpRequest request, URI next, int status) {
    boolean sameHost = isSameOrigin(request.uri(), next);
    boolean withBody = status == 307 || status == 308 || request.bodyPublisher().isEmpty();
    HttpRequest.Builder redirected =
        HttpRequest.newBuilder(
            request,
            (name, _) -> (sameHost || !isOfOneHost(name)) && (withBody || !isOfABody(name)));
    if (!withBody) {
      redirected.GET();
    }
    return UserInfo.sentAsHeader(redirected, next).build();
  }

  private boolean isOfOneHost(String header) {
    return OF_ONE_HOST.contains(header.toLowerCase(Locale.ROOT))
        || config.httpHeaders().keySet().stream().anyMatch(header::equalsIgnoreCase);
  }

  private static boolean isOfABody(String header) {
    return OF_A_BODY.contains(header.toLowerCase(Locale.ROOT));
  }

  /// The same scheme, host and port; or the same host by HTTPS, at the usual ports.
  private static boolean isSameOrigin(URI from, URI to) {
    if (!from.getHost().equalsIgnoreCase(to.getHost())) {
      return false;
    }
    boolean sameScheme = from.getScheme().equalsIgnoreCase(to.getScheme());
    return (sameScheme && port(from) == port(to)) || (port(from) == 80 && port(to) == 443);
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
  }
}
