package dev.firebucket.storage.object;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.storage.object.s3.S3ObjectStore;
import dev.firebucket.storage.testing.AwsProperties;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A store behind the proxy that the JVM is told of.
@Timeout(60)
class S3ProxyTest {
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final AwsProperties credentials = AwsProperties.any();
  private final ProxySelector before = ProxySelector.getDefault();
  private ServerSocket proxy;
  private volatile String answer;

  @BeforeEach
  void listen() throws Exception {
    proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::answerAll);
    ProxySelector.setDefault(
        ProxySelector.of(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.getLocalPort())));
  }

  @AfterEach
  void close() throws Exception {
    ProxySelector.setDefault(before);
    proxy.close();
    credentials.close();
  }

  private void answerAll() {
    while (!proxy.isClosed()) {
      try (Socket client = proxy.accept()) {
        BufferedReader request =
            new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
        asked.add(request.readLine());
        while (!request.readLine().isEmpty()) {
          // The headers say nothing here.
        }
        client.getOutputStream().write(answer.getBytes(US_ASCII));
      } catch (IOException e) {
        // Closed at the end of a test, or by the client.
      }
    }
  }

  private static ObjectStore store(String endpoint) throws Exception {
    return S3ObjectStore.open(
        "s3://bucket/x",
        new StoreOptions(Optional.of(URI.create(endpoint)), Optional.of("us-east-1")));
  }

  @Test
  void itIsAskedForTheObject() throws Exception {
    answer = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc";

    try (ObjectStore store = store("http://store.invalid:9000")) {
      assertThat(store.get("state/a")).hasValue("abc".getBytes(US_ASCII));
    }

    assertThat(asked).containsExactly("GET http://store.invalid:9000/bucket/x/state/a HTTP/1.1");
  }

  @Test
  void oneThatOpensNoWayIsNamed() throws Exception {
    answer = "HTTP/1.1 407 no\r\nContent-Length: 0\r\n\r\n";

    try (ObjectStore store = store("https://store.invalid")) {
      assertThatThrownBy(() -> store.get("state/a"))
          .isInstanceOf(ObjectStoreException.class)
          .hasMessageContaining(
              "the proxy answered with status 407 instead of opening a way to store.invalid:443");
    }
  }
}
