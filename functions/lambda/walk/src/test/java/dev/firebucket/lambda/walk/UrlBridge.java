package dev.firebucket.lambda.walk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Lambda's side of a function URL: takes HTTP from any client and hands it to a packaged function
/// as events, as AWS does with a URL whose authentication is `NONE`.
final class UrlBridge implements AutoCloseable {
  /// Headers of the connection, which AWS does not pass on.
  private static final Set<String> OF_THE_CONNECTION =
      Set.of("content-length", "transfer-encoding", "connection");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final FunctionUrl url;
  private final Set<String> authorizations = ConcurrentHashMap.newKeySet();

  UrlBridge(PackagedFunction function) throws IOException {
    url = new FunctionUrl(function);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  /// Where clients find it, without a slash at the end.
  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// What callers showed so far in the header `Authorization`.
  Set<String> authorizations() {
    return Set.copyOf(authorizations);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      URI asked = exchange.getRequestURI();
      Map<String, String> headers = new TreeMap<>();
      for (Map.Entry<String, List<String>> header : exchange.getRequestHeaders().entrySet()) {
        headers.put(header.getKey().toLowerCase(Locale.ROOT), String.join(",", header.getValue()));
      }
      headers.keySet().removeAll(OF_THE_CONNECTION);
      if (headers.containsKey("authorization")) {
        authorizations.add(headers.get("authorization"));
      }
      FunctionUrl.Answer answer =
          url.send(
              exchange.getRequestMethod(),
              asked.getRawPath(),
              asked.getRawQuery() == null ? "" : asked.getRawQuery(),
              headers,
              exchange.getRequestBody().readAllBytes());
      answer
          .headers()
          .forEach(
              (name, value) -> {
                if (!OF_THE_CONNECTION.contains(name)) {
                  exchange.getResponseHeaders().set(name, value);
                }
              });
      boolean bodiless = answer.bytes().length == 0 || exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : answer.bytes().length);
      if (!bodiless) {
        exchange.getResponseBody().write(answer.bytes());
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    server.stop(0);
  }
}
