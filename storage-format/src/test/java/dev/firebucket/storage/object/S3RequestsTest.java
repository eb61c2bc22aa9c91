package dev.firebucket.storage.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.firebucket.storage.object.s3.S3ObjectStore;
import dev.firebucket.storage.testing.AwsProperties;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is counted when S3 does not answer well: attempts, as they are charged.
class S3RequestsTest {
  private final AtomicInteger refusals = new AtomicInteger();
  private final AwsProperties credentials = AwsProperties.any();
  private HttpServer server;
  private ObjectStore store;

  @BeforeEach
  void openStore() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          boolean refused = refusals.getAndDecrement() > 0;
          exchange.sendResponseHeaders(refused ? 503 : 200, -1);
          exchange.close();
        });
    server.start();
    URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    store =
        S3ObjectStore.open(
            "s3://bucket/x", new StoreOptions(Optional.of(endpoint), Optional.of("us-east-1")));
  }

  @AfterEach
  void close() {
    store.close();
    server.stop(0);
    credentials.close();
  }

  @Test
  void eachAttemptOfAPutIsCounted() throws Exception {
    refusals.set(2);

    store.put("tail/a", new byte[7]);

    assertThat(store.requests().counts().of(StoreRequest.PUT))
        .isEqualTo(new StoreRequestCounts.Count(3, 2, 21));
  }

  @Test
  void aRequestWithoutAnAnswerHasFailed() {
    server.stop(0);

    assertThatThrownBy(() -> store.list("tail/")).isInstanceOf(ObjectStoreException.class);

    assertThat(store.requests().counts().of(StoreRequest.LIST).requests()).isBetween(1L, 4L);
    assertThat(store.requests().counts().of(StoreRequest.LIST).failures()).isPositive();
  }
}
