package dev.firebucket.config.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Asks a port on which something else than HTTP is spoken.
class NoHttpTest {
  private static final int REQUESTS = 200;
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final AtomicInteger open = new AtomicInteger();
  private final HttpClientFactory clients = new HttpClientFactory();
  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, REQUESTS, InetAddress.getLoopbackAddress());
    var _ = Thread.ofPlatform().daemon().start(this::accept);
  }

  @AfterEach
  void close() throws IOException {
    clients.close();
    server.close();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.incrementAndGet();
        var _ = Thread.ofVirtual().start(() -> greet(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  /// Until the other side hangs up.
  private void greet(Socket socket) {
    try (socket) {
      socket.getOutputStream().write("SSH-2.0-none\r\n".getBytes(US_ASCII));
      while (socket.getInputStream().read() >= 0) {
        // What it asks for does not matter.
      }
    } catch (IOException e) {
      // It has gone.
    } finally {
      open.decrementAndGet();
    }
  }

  @Test
  void itsConnectionsDoNotPileUp() throws Exception {
    URI address = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/metrics");
    for (int i = 0; i < REQUESTS; i++) {
      ConfiguredHttpClient client = clients.client(HttpClientConfig.DEFAULT);
      assertThatThrownBy(
              () -> client.exchange(client.request(address, TIMEOUT).build(), TIMEOUT, 1000))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("SSH-2.0-none");
    }

    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (open.get() >= REQUESTS / 2 && System.nanoTime() < end) {
      Thread.sleep(50);
    }
    assertThat(open.get()).isLessThan(REQUESTS / 2);
  }
}
