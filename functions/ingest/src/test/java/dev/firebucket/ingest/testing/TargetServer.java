package dev.firebucket.ingest.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/// A target on a free port that answers what a test tells it to.
public final class TargetServer implements AutoCloseable {
  public static final String TEXT = "text/plain; version=0.0.4";
  public static final String OPENMETRICS = "application/openmetrics-text; version=1.0.0";

  /// Answers one request.
  @FunctionalInterface
  public interface Handler {
    void answer(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final Map<String, Handler> handlers = new ConcurrentHashMap<>();

  public TargetServer() {
    try {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::dispatch);
    server.start();
  }

  private void dispatch(HttpExchange exchange) throws IOException {
    try (exchange) {
      Handler handler = handlers.get(exchange.getRequestURI().getPath());
      if (handler == null) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        handler.answer(exchange);
      }
    }
  }

  /// Answers `/metrics` with an exposition in the Prometheus format.
  public TargetServer exposes(String exposition) {
    return exposes("/metrics", TEXT, exposition);
  }

  public TargetServer exposes(String path, String contentType, String exposition) {
    return exposes(path, contentType, exposition.getBytes(StandardCharsets.UTF_8));
  }

  public TargetServer exposes(String path, String contentType, byte[] body) {
    return handles(path, exchange -> send(exchange, 200, contentType, body));
  }

  public TargetServer handles(String path, Handler handler) {
    handlers.put(path, handler);
    return this;
  }

  public static void send(HttpExchange exchange, int status, String contentType, byte[] body)
      throws IOException {
    if (!contentType.isEmpty()) {
      exchange.getResponseHeaders().set("Content-Type", contentType);
    }
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  /// `127.0.0.1:port`.
  public String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
