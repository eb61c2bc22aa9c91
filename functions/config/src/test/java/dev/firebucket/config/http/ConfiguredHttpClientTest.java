package dev.firebucket.config.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.firebucket.config.ConfigLoader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguredHttpClientTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  @TempDir private Path directory;
  private final HttpClientFactory factory = new HttpClientFactory(name -> Optional.empty());
  private final CountDownLatch ended = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/echo",
        exchange -> {
          String seen =
              exchange.getRequestHeaders().getOrDefault("Authorization", java.util.List.of())
                  + " "
                  + exchange.getRequestHeaders().getOrDefault("X-own", java.util.List.of())
                  + " "
                  + exchange.getRequestHeaders().containsKey("Upgrade");
          byte[] body = seen.getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.createContext(
        "/moved",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/echo");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    server.createContext(
        "/stuck",
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write('x');
          exchange.getResponseBody().flush();
          try {
            ended.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
  }

  @AfterEach
  void end() {
    ended.countDown();
    server.stop(0);
    factory.close();
  }

  private ConfiguredHttpClient client(String settings) throws Exception {
    HttpClientConfig config =
        new ConfigLoader(name -> Optional.empty())
            .loadText(
                directory.resolve("prometheus.yml"),
                "scrape_configs: [{job_name: j, " + settings + "}]")
            .scrapeConfigs()
            .getFirst()
            .httpClient();
    return factory.client(config);
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private String body(ConfiguredHttpClient client, String path) throws Exception {
    HttpRequest request = client.request(uri(path), TIMEOUT).build();
    return new String(client.exchange(request, TIMEOUT, 1000).body(), UTF_8);
  }

  @Test
  void basicAuthIsSentAndItsFileReadEachTime() throws Exception {
    Path password = Files.writeString(directory.resolve("password"), "one\n");
    ConfiguredHttpClient client = client("basic_auth: {username: me, password_file: password}");

    assertThat(body(client, "/echo")).startsWith("[Basic bWU6b25l]");
    Files.writeString(password, "two\n");
    assertThat(body(client, "/echo")).startsWith("[Basic bWU6dHdv]");
  }

  @Test
  void aMissingFileOfCredentialsIsNamed() throws Exception {
    ConfiguredHttpClient client = client("bearer_token_file: nowhere");

    assertThatThrownBy(() -> client.request(uri("/echo"), TIMEOUT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("authorization credentials file")
        .hasMessageContaining("nowhere");
  }

  @Test
  void headersOfTheConfigurationAreSentAndNoUpgradeIsAskedFor() throws Exception {
    assertThat(
            body(
                client(
                    "authorization: {type: Token, credentials: t}, http_headers: {X-Own: {values:"
                        + " [a], secrets: [b]}}"),
                "/echo"))
        .isEqualTo("[Token t] [a, b] false");
  }

  @Test
  void redirectsAreFollowedUnlessTheConfigurationForbids() throws Exception {
    assertThat(body(client("follow_redirects: true"), "/moved")).isEqualTo("[] [] false");

    ConfiguredHttpClient staying = client("follow_redirects: false");
    HttpRequest request = staying.request(uri("/moved"), TIMEOUT).build();
    assertThat(staying.exchange(request, TIMEOUT, 1000).status()).isEqualTo(302);
  }

  @Test
  void aBodyBeyondTheLimitIsGivenUp() throws Exception {
    ConfiguredHttpClient client = client("scheme: http");
    HttpRequest request = client.request(uri("/echo"), TIMEOUT).build();

    assertThatThrownBy(() -> client.exchange(request, TIMEOUT, 5))
        .isInstanceOf(BodyTooLargeException.class)
        .hasMessageContaining("body size limit exceeded");
  }

  @Test
  void aBodyThatStopsComingEndsWithTheTimeout() throws Exception {
    ConfiguredHttpClient client = client("scheme: http");
    HttpRequest request = client.request(uri("/stuck"), TIMEOUT).build();

    assertThatThrownBy(() -> client.exchange(request, Duration.ofMillis(300), 1000))
        .isInstanceOf(HttpTimeoutException.class);
  }

  @Test
  void aProxyIsAskedUnlessTheHostIsExcepted() throws Exception {
    NoProxy exceptions = new NoProxy("example.org, .sub.test,10.0.0.0/8, host:81,*.star.test");

    assertThat(exceptions.covers(URI.create("http://example.org/"))).isTrue();
    assertThat(exceptions.covers(URI.create("http://a.example.org/"))).isTrue();
    assertThat(exceptions.covers(URI.create("http://sub.test/"))).isFalse();
    assertThat(exceptions.covers(URI.create("http://a.sub.test/"))).isTrue();
    assertThat(exceptions.covers(URI.create("http://10.1.2.3/"))).isTrue();
    assertThat(exceptions.covers(URI.create("http://11.1.2.3/"))).isFalse();
    assertThat(exceptions.covers(URI.create("http://host:81/"))).isTrue();
    assertThat(exceptions.covers(URI.create("http://host:82/"))).isFalse();
    assertThat(exceptions.covers(URI.create("http://x.star.test/"))).isTrue();
    assertThat(exceptions.covers(URI.create("http://localhost/"))).isTrue();
  }
}
