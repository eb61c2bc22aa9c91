package dev.firebucket.local;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// Stands where an Alertmanager would, and keeps what is posted to it.
final class AlertReceiver implements AutoCloseable {
  private final BlockingQueue<String> posted = new LinkedBlockingQueue<>();
  private final HttpServer server;

  AlertReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/v2/alerts",
        exchange -> {
          posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  BlockingQueue<String> posted() {
    return posted;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
