package dev.firebucket.storage.object;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.firebucket.storage.object.s3.S3ObjectStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// A store whose process is restored from a snapshot, with the credentials that Lambda gives such a
/// process: from an endpoint instead of the environment.
@EnabledIfSystemProperty(
    named = "firebucket.alone",
    matches = "true",
    disabledReason =
        "the SDK keeps what other tests of the process did to credentials and connections: run it"
            + " alone, with -Dfirebucket.alone=true")
class S3DisconnectTest {
  private static final String CREDENTIALS = "aws.containerCredentialsFullUri";

  /// Which come before it where another test has set them.
  private static final List<String> OF_OTHERS = List.of("aws.accessKeyId", "aws.secretAccessKey");

  private final Map<String, String> before = new TreeMap<>();

  private final AtomicInteger asked = new AtomicInteger();
  private final Set<Integer> connections = ConcurrentHashMap.newKeySet();
  private final List<String> signers = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private ObjectStore store;

  @BeforeEach
  void openStore() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/credentials", this::credentials);
    server.createContext("/bucket", this::object);
    server.start();
    String address = "http://127.0.0.1:" + server.getAddress().getPort();
    OF_OTHERS.forEach(
        name ->
            Optional.ofNullable(System.clearProperty(name)).ifPresent(v -> before.put(name, v)));
    System.setProperty(CREDENTIALS, address + "/credentials");
    store =
        S3ObjectStore.open(
            "s3://bucket/x",
            new StoreOptions(Optional.of(URI.create(address)), Optional.of("us-east-1")));
  }

  @AfterEach
  void close() {
    store.close();
    server.stop(0);
    System.clearProperty(CREDENTIALS);
    before.forEach(System::setProperty);
  }

  private void credentials(HttpExchange exchange) throws IOException {
    answer(
        exchange,
        """
        {"AccessKeyId":"AKID%d","SecretAccessKey":"secret","Token":"t","Expiration":"2126-11-29T12:00:00Z"}
        """
            .formatted(asked.incrementAndGet()));
  }

  private void object(HttpExchange exchange) throws IOException {
    connections.add(exchange.getRemoteAddress().getPort());
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    signers.add(authorization.replaceAll(".*Credential=([^/]+)/.*", "$1"));
    answer(exchange, "");
  }

  private static void answer(HttpExchange exchange, String body) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      byte[] bytes = body.getBytes(UTF_8);
      exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Test
  void requestsShareAConnectionAndCredentials() throws Exception {
    store.put("tail/a", new byte[1]);
    store.put("tail/b", new byte[1]);

    assertThat(connections).hasSize(1);
    assertThat(signers).containsExactly("AKID1", "AKID1");
  }

  @Test
  void afterADisconnectBothAreNewAndCountsGoOn() throws Exception {
    store.put("tail/a", new byte[1]);

    store.disconnect();
    store.disconnect();
    store.put("tail/b", new byte[1]);

    assertThat(connections).hasSize(2);
    assertThat(signers).containsExactly("AKID1", "AKID2");
    assertThat(store.requests().counts().of(StoreRequest.PUT).requests()).isEqualTo(2);
  }

  @Test
  void aClosedStoreStaysClosed() {
    store.disconnect();
    store.close();

    assertThatThrownBy(() -> store.put("tail/a", new byte[1]))
        .isInstanceOf(IllegalStateException.class);
    assertThat(connections).isEmpty();
  }
}
