package dev.firebucket.lambda.walk;

import dev.firebucket.testsupport.PeerProcess;
import dev.firebucket.testsupport.Peers;
import dev.firebucket.testsupport.TextTarget;
import java.io.IOException;
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
    Optional<Path> program = Peers.find("node_exporter");
    if (program.isEmpty()) {
      return page();
    }
    PeerProcess peer =
        PeerProcess.start(
            port -> List.of(program.get().toString(), "--web.listen-address=127.0.0.1:" + port),
            Map.of(),
            "/",
            folder.resolve("node_exporter.log"));
    return new Exporter(
        peer.address(), "promhttp_metric_handler_requests_total{code=\"200\"}", peer);
  }

  private static Exporter page() throws IOException {
    AtomicInteger scrapes = new AtomicInteger();
    TextTarget target =
        new TextTarget(
            () ->
                "# TYPE page_scrapes_total counter\npage_scrapes_total %d\n"
                    .formatted(scrapes.incrementAndGet()));
    return new Exporter(target.address(), "page_scrapes_total", target);
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
