package dev.firebucket.lambda.walk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// What is scraped: the real node_exporter where it is installed, else a page with one counter.
///
/// @param address as a target is named
/// @param counter a series that grows with each scrape
/// @param running ends it
record Exporter(String address, String counter, AutoCloseable running) implements AutoCloseable {
  static Exporter start(Path folder) throws IOException, InterruptedException {
    Optional<Path> program = Peer.find("node_exporter");
    if (program.isEmpty()) {
      return page();
    }
    Peer peer =
        Peer.start(
            program.get(),
            port -> List.of("--web.listen-address=127.0.0.1:" + port),
            Map.of(),
            "/",
            folder.resolve("node_exporter.log"));
    return new Exporter(
        peer.address(), "promhttp_metric_handler_requests_total{code=\"200\"}", peer);
  }

  private static Exporter page() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    AtomicInteger scrapes = new AtomicInteger();
    server.createContext(
        "/metrics",
        exchange -> {
          try (exchange) {
            byte[] body =
                "# TYPE page_scrapes_total counter\npage_scrapes_total %d\n"
                    .formatted(scrapes.incrementAndGet())
                    .getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
    return new Exporter(
        "127.0.0.1:" + server.getAddress().getPort(), "page_scrapes_total", () -> server.stop(0));
  }

  @Override
  public void close() {
    try {
      running.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
