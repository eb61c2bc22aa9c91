package dev.firebucket.ingest.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.ingest.target.TargetHealth;
import dev.firebucket.ingest.testing.RawServer;
import dev.firebucket.ingest.testing.TargetServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Targets that are slow, huge, broken or liars, over real sockets.
@Timeout(30)
final class BadTargetTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n";

  private static ScrapeOutcome scrape(String address, String settings) throws Exception {
    try (Scraping scraping = new Scraping(address, settings)) {
      return scraping.at(1000);
    }
  }

  private static void assertDown(ScrapeOutcome outcome, String... words) {
    assertThat(outcome.health()).isEqualTo(TargetHealth.DOWN);
    assertThat(outcome.error()).contains(words);
    assertThat(Scraping.reports(outcome)).containsEntry("up", 0.0);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    }
    return out.toByteArray();
  }

  private static TargetServer gzipped(byte[] body) {
    return new TargetServer()
        .handles(
            "/metrics",
            exchange -> {
              exchange.getResponseHeaders().set("Content-Encoding", "gzip");
              TargetServer.send(exchange, 200, TargetServer.TEXT, body);
            });
  }

  @Test
  void aTargetThatSendsNothingIsCutOff() throws Exception {
    try (RawServer server = new RawServer(out -> Thread.sleep(20_000))) {
      ScrapeOutcome outcome = scrape(server.address(), "");
      assertDown(outcome, "context deadline exceeded", "Get \"http://" + server.address());
      assertThat(outcome.duration()).isBetween(Duration.ofMillis(1900), Duration.ofSeconds(5));
    }
  }

  @Test
  void aBodyThatDripsIsCutOff() throws Exception {
    try (RawServer server =
        new RawServer(
            out -> {
              out.write(RawServer.bytes(OK + "\r\n"));
              for (int i = 0; i < 200; i++) {
                out.write(RawServer.bytes("a{i=\"" + i + "\"} 1\n"));
                out.flush();
                Thread.sleep(100);
              }
            })) {
      ScrapeOutcome outcome = scrape(server.address(), "");
      assertDown(outcome, "context deadline exceeded");
      assertThat(outcome.duration()).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void anEndlessBodyIsCutOffAtTheLimit() throws Exception {
    byte[] line = RawServer.bytes("a 1\n".repeat(4096));
    try (RawServer server =
        new RawServer(
            out -> {
              out.write(RawServer.bytes(OK + "\r\n"));
              while (true) {
                out.write(line);
              }
            })) {
      ScrapeOutcome limited =
          scrape(server.address(), "body_size_limit: 1MB\nextra_scrape_metrics: true");
      assertDown(limited, "body size limit exceeded");
      assertThat(Scraping.reports(limited)).containsEntry("scrape_body_size_bytes", -1.0);
      ScrapeOutcome unlimited = scrape(server.address(), "");
      assertThat(unlimited.health()).isEqualTo(TargetHealth.DOWN);
      assertThat(unlimited.error())
          .as("memory or time, whichever ends first")
          .containsAnyOf("an eighth of the memory", "context deadline exceeded");
    }
  }

  @Test
  void aSmallAnswerThatUnpacksToAHugeOneIsCutOff() throws Exception {
    byte[] zeros = new byte[64 << 20];
    Arrays.fill(zeros, (byte) '\n');
    try (TargetServer server = gzipped(gzip(zeros))) {
      assertDown(scrape(server.address(), "body_size_limit: 1MB"), "body size limit exceeded");
    }
  }

  @Test
  void aBodyThatBreaksOffFailsAsAWhole() throws Exception {
    try (RawServer server =
        new RawServer(
            out -> out.write(RawServer.bytes(OK + "Content-Length: 1000\r\n\r\na 1\nb 2\n")))) {
      ScrapeOutcome outcome = scrape(server.address(), "");
      assertDown(outcome, "Get \"http://");
      assertThat(dev.firebucket.ingest.testing.Samples.of(outcome.samples())).isEmpty();
    }
  }

  @Test
  void gzipThatIsNoneOrEndsTooEarlyFails() throws Exception {
    byte[] good = gzip("a 1\n".repeat(100).getBytes(StandardCharsets.UTF_8));
    try (TargetServer lie = gzipped("a 1\n".getBytes(StandardCharsets.UTF_8));
        TargetServer half = gzipped(Arrays.copyOf(good, good.length - 9));
        TargetServer whole = gzipped(good)) {
      assertDown(scrape(lie.address(), ""), "gzip: invalid header");
      assertDown(scrape(half.address(), ""), "unexpected EOF");
      assertThat(scrape(whole.address(), "").health()).isEqualTo(TargetHealth.UP);
    }
  }

  @Test
  void lyingAboutTheContentTypeFails() throws Exception {
    try (TargetServer server = new TargetServer()) {
      server.exposes("/metrics", "application/openmetrics-text", "a 1\n");
      assertDown(scrape(server.address(), ""), "data does not end with # EOF");
      server.exposes("/metrics", "text/html", "a 1\n");
      assertDown(scrape(server.address(), ""), "received unsupported Content-Type \"text/html\"");
      server.exposes("/metrics", "", "a 1\n");
      assertDown(scrape(server.address(), ""), "blank Content-Type");
      server.exposes("/metrics", "application/vnd.google.protobuf", "a 1\n");
      assertDown(scrape(server.address(), ""), "cannot be read yet");
    }
  }

  @Test
  void bytesThatAreNoUtf8Fail() throws Exception {
    try (TargetServer server =
        new TargetServer()
            .exposes("/metrics", TargetServer.TEXT, RawServer.bytes("a{x=\"\u00ff\"} 1\n"))) {
      assertDown(scrape(server.address(), ""), "invalid UTF-8 label value", "line 1");
    }
  }

  @Test
  void aTargetThatIsNotThereIsDown() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    assertDown(scrape("127.0.0.1:" + free, ""), "connection refused");
    assertDown(scrape("no-such-host.invalid:80", ""), "no such host");
    assertDown(scrape("under_score:80", ""), "underscores");
  }

  @Test
  void aTargetThatSendsInCirclesIsDown() throws Exception {
    try (TargetServer server = new TargetServer()) {
      server.handles(
          "/metrics",
          exchange -> {
            exchange.getResponseHeaders().set("Location", "/metrics");
            exchange.sendResponseHeaders(302, -1);
          });
      assertDown(scrape(server.address(), ""), "stopped after 10 redirects");
      assertDown(scrape(server.address(), "follow_redirects: false"), "302 Found");
    }
  }

  @Test
  void whatIsNoAnswerOfHttpIsDown() throws Exception {
    try (RawServer server = new RawServer(out -> out.write(RawServer.bytes("hello\r\n\r\n")));
        RawServer silent = new RawServer(out -> {});
        TargetServer missing = new TargetServer()) {
      assertDown(scrape(server.address(), ""), "Get \"http://");
      assertDown(scrape(silent.address(), ""), "Get \"http://");
      assertDown(scrape(missing.address(), ""), "server returned HTTP status 404 Not Found");
    }
  }
}
