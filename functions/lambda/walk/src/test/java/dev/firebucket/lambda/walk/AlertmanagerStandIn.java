package dev.firebucket.lambda.walk;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Takes alerts as an Alertmanager does (`POST /api/v2/alerts`) and remembers them.
final class AlertmanagerStandIn implements AutoCloseable {
  private final HttpServer server;
  private final List<String> posts = new CopyOnWriteArrayList<>();

  AlertmanagerStandIn() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/v2/alerts",
        exchange -> {
          try (exchange) {
            posts.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
          }
        });
    server.start();
  }

  /// As `alerting:` names it.
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /// The bodies of the requests so far.
  List<String> posts() {
    return List.copyOf(posts);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
