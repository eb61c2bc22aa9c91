package dev.firebucket.samples;

import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// An instrumented service with a little load of its own, to have something to scrape:
/// `http://127.0.0.1:9400/metrics`.
///
/// Everything here is the official client library; nothing is special to Firebucket.
public final class DemoApp implements AutoCloseable {
  /// Where it listens when nothing else is said.
  public static final int DEFAULT_PORT = 9400;

  private static final long TICK_MILLIS = 250;

  private final HTTPServer server;
  private final ScheduledExecutorService clock;

  private DemoApp(HTTPServer server, ScheduledExecutorService clock) {
    this.server = server;
    this.clock = clock;
  }

  /// Starts the app on 127.0.0.1.
  ///
  /// @param port 0 takes any free one
  /// @throws IOException when the port is taken
  public static DemoApp start(int port) throws IOException {
    PrometheusRegistry registry = new PrometheusRegistry();
    JvmMetrics.builder().register(registry);
    SimulatedLoad load = new SimulatedLoad(new DemoMetrics(registry), new Random(1));
    load.tick(0);
    HTTPServer server =
        HTTPServer.builder()
            .inetAddress(InetAddress.getLoopbackAddress())
            .port(port)
            .registry(registry)
            .buildAndStart();
    ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("demo-load").factory());
    long started = System.nanoTime();
    var _ =
        clock.scheduleAtFixedRate(
            () -> load.tick((System.nanoTime() - started) / 1e9),
            TICK_MILLIS,
            TICK_MILLIS,
            TimeUnit.MILLISECONDS);
    return new DemoApp(server, clock);
  }

  /// The port it listens on.
  public int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    clock.shutdownNow();
    server.close();
  }

  /// Runs the app alone until it is killed; the only argument is the port.
  public static void main(String... arguments) throws IOException, InterruptedException {
    int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : DEFAULT_PORT;
    try (DemoApp app = start(port)) {
      System.out.println("demo: metrics at http://127.0.0.1:" + app.port() + "/metrics");
      new CountDownLatch(1).await();
    }
  }
}
