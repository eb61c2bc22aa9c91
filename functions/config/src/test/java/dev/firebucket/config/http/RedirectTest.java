package dev.firebucket.config.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.firebucket.config.ConfigLoader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Two servers, of which one sends clients on to the other.
class RedirectTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final String ALL_SECRETS =
      "authorization: {credentials: open}, http_headers: {X-Own: {values: [a], secrets: [b]}}";

  private final HttpClientFactory factory = new HttpClientFactory(name -> Optional.empty());
  private final Map<String, Integer> asked = new ConcurrentHashMap<>();
  private HttpServer here;
  private HttpServer elsewhere;

  @BeforeEach
  void serve() throws IOException {
    here = server();
    elsewhere = server();
    for (int status : new int[] {301, 302, 303, 307, 308}) {
      redirect("/away/" + status, status, uri(elsewhere, "/echo").toString());
      redirect("/here/" + status, status, "/echo");
    }
    redirect("/circle", 302, "/circle");
    redirect("/file", 302, "file:///etc/passwd");
    redirect("/broken", 302, "http://:::/");
    redirect("/user", 302, "http://user:pw@127.0.0.1:" + port(elsewhere) + "/echo");
    redirect("/back", 302, uri(elsewhere, "/to-first").toString());
    elsewhere.createContext(
        "/to-first", exchange -> sendOn(exchange, 302, uri(here, "/echo").toString()));
  }

  private static HttpServer server() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/echo", RedirectTest::echo);
    server.start();
    return server;
  }

  /// Method, body and the headers that are of interest.
  private static void echo(HttpExchange exchange) throws IOException {
    Map<String, Object> headers = new TreeMap<>();
    for (String name :
        new String[] {"Authorization", "X-own", "Accept", "Content-type", "Proxy-authorization"}) {
      if (exchange.getRequestHeaders().containsKey(name)) {
        headers.put(name, exchange.getRequestHeaders().get(name));
      }
    }
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    byte[] answer = (exchange.getRequestMethod() + " " + body + headers).getBytes(UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private void redirect(String path, int status, String location) {
    here.createContext(path, exchange -> sendOn(exchange, status, location));
  }

  private void sendOn(HttpExchange exchange, int status, String location) throws IOException {
    asked.merge(exchange.getRequestURI().getPath(), 1, Integer::sum);
    exchange.getResponseHeaders().set("Location", location);
    byte[] page = "moved".repeat(1000).getBytes(UTF_8);
    exchange.sendResponseHeaders(status, page.length);
    exchange.getResponseBody().write(page);
    exchange.close();
  }

  @AfterEach
  void end() {
    here.stop(0);
    elsewhere.stop(0);
    factory.close();
  }

  private static int port(HttpServer server) {
    return server.getAddress().getPort();
  }

  private static URI uri(HttpServer server, String path) {
    return URI.create("http://127.0.0.1:" + port(server) + path);
  }

  private ConfiguredHttpClient client(String settings) throws Exception {
    return factory.client(
        new ConfigLoader(name -> Optional.empty())
            .loadText(Path.of("p.yml"), "scrape_configs: [{job_name: j, " + settings + "}]")
            .scrapeConfigs()
            .getFirst()
            .httpClient());
  }

  private String get(String settings, String path) throws Exception {
    ConfiguredHttpClient client = client(settings);
    HttpRequest request =
        client.request(uri(here, path), TIMEOUT).header("Accept", "text/plain").build();
    return new String(client.exchange(request, TIMEOUT, 1000).body(), UTF_8);
  }

  @Test
  void secretsStayWithTheirHost() throws Exception {
    assertThat(get(ALL_SECRETS, "/away/302")).isEqualTo("GET {Accept=[text/plain]}");
    assertThat(get(ALL_SECRETS, "/here/302"))
        .isEqualTo("GET {Accept=[text/plain], Authorization=[Bearer open], X-own=[a, b]}");
  }

  @Test
  void secretsDoNotComeBackFromAnotherHost() throws Exception {
    assertThat(get(ALL_SECRETS, "/back")).isEqualTo("GET {Accept=[text/plain]}");
  }

  @Test
  void theUserOfALocationIsSentToIt() throws Exception {
    assertThat(get(ALL_SECRETS, "/user"))
        .isEqualTo("GET {Accept=[text/plain], Authorization=[Basic dXNlcjpwdw==]}");
  }

  @ParameterizedTest
  @CsvSource({"301, GET", "302, GET", "303, GET", "307, POST", "308, POST"})
  void aBodyIsSentAgainWhereTheStatusSaysSo(int status, String method) throws Exception {
    ConfiguredHttpClient client = client("scheme: http");
    HttpRequest request =
        client
            .request(uri(here, "/away/" + status), TIMEOUT)
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString("alerts"))
            .build();

    assertThat(new String(client.exchange(request, TIMEOUT, 1000).body(), UTF_8))
        .isEqualTo(method.equals("GET") ? "GET {}" : "POST alerts{Content-type=[text/plain]}");
  }

  @Test
  void aCircleEndsAfterTenRedirects() {
    assertThatThrownBy(() -> get("scheme: http", "/circle"))
        .isInstanceOf(IOException.class)
        .hasMessage("stopped after 10 redirects");
    assertThat(asked).containsEntry("/circle", 11);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/file", "/broken"})
  void onlyAddressesOfHttpAreFollowed(String path) {
    assertThatThrownBy(() -> get("scheme: http", path))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("redirected to something that is no ");
  }

  @Test
  void theUserOfAnAddressIsSentUnlessTheConfigurationHasOne() throws Exception {
    URI address = URI.create("http://user:p%40w@127.0.0.1:" + port(here) + "/echo");
    ConfiguredHttpClient plain = client("scheme: http");
    ConfiguredHttpClient configured = client("authorization: {credentials: open}");

    HttpRequest request = plain.request(address, TIMEOUT).build();
    assertThat(request.uri()).isEqualTo(uri(here, "/echo"));
    assertThat(new String(plain.exchange(request, TIMEOUT, 1000).body(), UTF_8))
        .isEqualTo("GET {Authorization=[Basic dXNlcjpwQHc=]}");
    assertThat(configured.request(address, TIMEOUT).build().headers().firstValue("Authorization"))
        .hasValue("Bearer open");
  }

  @Test
  void theUserOfAProxyDoesNotGoToAHostThatIsAskedDirectly() throws Exception {
    assertThat(get("proxy_url: 'http://user:pw@127.0.0.1:1', no_proxy: 127.0.0.1", "/echo"))
        .isEqualTo("GET {Accept=[text/plain]}");
  }

  @Test
  void aHeaderThatCannotBeSentIsNamedWithoutItsValue() {
    assertThatThrownBy(
            () ->
                client("http_headers: {X-Own: {secrets: [\"open\\u0001\"]}}")
                    .request(uri(here, "/echo"), TIMEOUT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("X-Own")
        .hasMessageNotContaining("open");
  }
}
