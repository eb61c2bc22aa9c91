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
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A store whose process is restored from a snapshot, with the credentials that Lambda gives such a
/// process: from an endpoint instead of the environment.
class S3DisconnectTest {
  private final AtomicInteger asked = new AtomicInteger();
  private final Set<Integer> connections = ConcurrentHashMap.newKeySet();
  private final List<String> signers = new CopyOnWriteArrayList<>();
  @TempDir private Path folder;
  private HttpServer server;
  private URI address;

  @BeforeEach
  void startServer() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/credentials", this::credentials);
    server.createContext("/bucket", this::object);
    server.start();
    address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
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

  private long run(String... steps) throws Exception {
    return RestoredProcess.run(address, folder.resolve("log"), steps);
  }

  @Test
  void requestsShareAConnectionAndCredentials() throws Exception {
    var _ = run("put", "put");

    assertThat(connections).hasSize(1);
    assertThat(signers).containsExactly("AKID1", "AKID1");
  }

  @Test
  void afterADisconnectBothAreNewAndCountsGoOn() throws Exception {
    long puts = run("put", "disconnect", "disconnect", "put");

    assertThat(connections).hasSize(2);
    assertThat(signers).containsExactly("AKID1", "AKID2");
    assertThat(puts).isEqualTo(2);
  }

  @Test
  void aClosedStoreStaysClosed() throws Exception {
    ObjectStore store =
        S3ObjectStore.open(
            "s3://bucket/x", new StoreOptions(Optional.of(address), Optional.of("us-east-1")));
    store.disconnect();
    store.close();

    assertThatThrownBy(() -> store.put("tail/a", new byte[1]))
        .isInstanceOf(IllegalStateException.class);
    assertThat(connections).isEmpty();
  }
}
