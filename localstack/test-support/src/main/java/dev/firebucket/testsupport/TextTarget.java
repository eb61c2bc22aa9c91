package dev.firebucket.testsupport;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/// A target on a free port whose `/metrics` is the text that a test chooses.
public final class TextTarget implements AutoCloseable {
  private final HttpServer server;
  private volatile Supplier<String> text;

  /// @param text of each scrape, in the Prometheus text format
  public TextTarget(Supplier<String> text) throws IOException {
    this.text = text;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/metrics",
        exchange -> {
          byte[] body = this.text.get().getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
          exchange.sendResponseHeaders(200, body.length);
          try (exchange) {
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
  }

  /// @param text of every scrape
  public TextTarget(String text) throws IOException {
    this(() -> text);
  }

  /// From now on another text.
  public void expose(String other) {
    text = () -> other;
  }

  /// Host and port, as a target is named.
  public String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
