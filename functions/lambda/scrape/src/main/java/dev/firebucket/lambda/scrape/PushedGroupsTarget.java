package dev.firebucket.lambda.scrape;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.firebucket.ingest.push.PushGateway;
import dev.firebucket.storage.object.ObjectStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Shows the pushed groups of the store at `127.0.0.1:9090/push/metrics` inside of the function,
/// where the local server shows them too: one `prometheus.yml` scrapes them here and there.
final class PushedGroupsTarget implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PushedGroupsTarget.class);
  private static final int PORT = 9090;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final PushGateway gateway;

  private PushedGroupsTarget(HttpServer server, PushGateway gateway) {
    this.server = server;
    this.gateway = gateway;
    server.setExecutor(threads);
    server.createContext("/push/metrics", this::answer);
    server.start();
  }

  /// @param environment `FIREBUCKET_PUSH_PORT` names another port
  /// @throws IOException when the port is taken
  static PushedGroupsTarget open(ObjectStore store, Map<String, String> environment)
      throws IOException {
    int port = Integer.parseInt(environment.getOrDefault("FIREBUCKET_PUSH_PORT", "" + PORT));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
    return new PushedGroupsTarget(server, new PushGateway(store, Clock.systemUTC()));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body;
      int status;
      try {
        body = gateway.exposition().getBytes(UTF_8);
        status = 200;
      } catch (IOException e) {
        LOG.warn("the pushed groups cannot be read: {}", e.getMessage());
        body = (e.getMessage() + "\n").getBytes(UTF_8);
        status = 503;
      }
      exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
