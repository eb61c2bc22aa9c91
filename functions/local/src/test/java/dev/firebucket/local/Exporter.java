package dev.firebucket.local;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A target whose text a test chooses.
final class Exporter implements AutoCloseable {
  private final HttpServer server;
  private volatile String text;

  Exporter(String text) throws IOException {
    this.text = text;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/metrics",
        exchange -> {
          byte[] body = this.text.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
          exchange.sendResponseHeaders(200, body.length);
          try (exchange) {
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
  }

  void expose(String other) {
    text = other;
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /// A configuration that scrapes this target, as job `test`, every second.
  Path config(Path folder, String more) throws IOException {
    return Files.writeString(
        folder.resolve("prometheus.yml"),
        """
        global: {scrape_interval: 1s, evaluation_interval: 1s}
        scrape_configs:
        - job_name: test
          static_configs: [{targets: ['%s']}]
        %s
        """
            .formatted(address(), more));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
