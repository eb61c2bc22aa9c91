package dev.firebucket.alerting.ontime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;

/// Takes alerts over HTTP and counts the different ones.
final class CountingAlertmanager implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final Set<String> alerts = new TreeSet<>();
  private long firstNanos;

  CountingAlertmanager() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            take(JSON.readTree(exchange.getRequestBody()));
            exchange.sendResponseHeaders(200, -1);
          }
        });
    server.start();
  }

  private synchronized void take(JsonNode posted) {
    if (firstNanos == 0) {
      firstNanos = System.nanoTime();
    }
    posted.forEach(alert -> alerts.add(alert.path("labels").toString()));
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /// How many different alerts came since the last call.
  synchronized int take() {
    int taken = alerts.size();
    alerts.clear();
    return taken;
  }

  /// How many nanoseconds after a time the first alert came since the last call; not a number where
  /// none came.
  synchronized double takeFirstNanos(long since) {
    double after = firstNanos == 0 ? Double.NaN : firstNanos - since;
    firstNanos = 0;
    return after;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
