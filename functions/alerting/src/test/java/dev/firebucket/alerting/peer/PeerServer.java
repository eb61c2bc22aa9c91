package dev.firebucket.alerting.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// A real server in a process of its own, on a free port of this machine, ended by [#close].
public final class PeerServer implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(30);
  private static final Path TEMPLATES = Path.of("/usr/share/prometheus/alertmanager");

  private final Process process;
  private final URI base;
  private final Path log;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  private PeerServer(Process process, URI base, Path log) {
    this.process = process;
    this.base = base;
    this.log = log;
  }

  /// Starts Prometheus on a folder that holds its `prometheus.yml`.
  public static PeerServer prometheus(Path folder, String... more)
      throws IOException, InterruptedException {
    int port = PeerBinary.freePort();
    List<String> command =
        new ArrayList<>(
            List.of(
                PeerBinary.require("prometheus").toString(),
                "--config.file=" + folder.resolve("prometheus.yml"),
                "--storage.tsdb.path=" + folder.resolve("tsdb"),
                "--web.external-url=http://prom.example:9090/path",
                "--web.route-prefix=/",
                "--web.enable-remote-write-receiver",
                "--log.level=error",
                "--web.listen-address=127.0.0.1:" + port));
    command.addAll(List.of(more));
    return start(folder, port, command);
  }

  /// Starts an Alertmanager on an empty folder.
  public static PeerServer alertmanager(Path folder) throws IOException, InterruptedException {
    int port = PeerBinary.freePort();
    Path config = folder.resolve("alertmanager.yml");
    Files.writeString(config, "route:\n  receiver: none\nreceivers:\n  - name: none\n");
    List<String> command = new ArrayList<>(withTemplates());
    command.addAll(
        List.of(
            PeerBinary.require("alertmanager").toString(),
            "--config.file=" + config,
            "--storage.path=" + folder.resolve("alertmanager"),
            "--cluster.listen-address=",
            "--log.level=error",
            "--web.listen-address=127.0.0.1:" + port));
    return start(folder, port, command);
  }

  /// Debian's Alertmanager wants its message templates in a fixed folder, which only an installed
  /// package has. Where it is missing, the process gets that folder for itself alone, with empty
  /// templates: no message is ever written here.
  private static List<String> withTemplates() throws IOException, InterruptedException {
    if (Files.exists(TEMPLATES.resolve("default.tmpl"))) {
      return List.of();
    }
    Process trial =
        new ProcessBuilder("sh", "-c", "unshare -rm true")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Assumptions.assumeTrue(
        trial.waitFor() == 0,
        "no " + TEMPLATES + " and no right to make one for a process alone (unshare -rm)");
    String folder = TEMPLATES.toString();
    return List.of(
        "unshare",
        "-rm",
        "sh",
        "-c",
        "mount -t tmpfs none /usr/share && mkdir -p "
            + folder
            + " && touch "
            + folder
            + "/default.tmpl "
            + folder
            + "/email.tmpl && exec \"$0\" \"$@\"");
  }

  private static PeerServer start(Path folder, int port, List<String> command)
      throws IOException, InterruptedException {
    Path log = folder.resolve("server.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    PeerServer server = new PeerServer(process, URI.create("http://127.0.0.1:" + port), log);
    server.awaitReady();
    return server;
  }

  private void awaitReady() throws IOException, InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    while (process.isAlive() && System.nanoTime() < end) {
      try {
        if (status("/-/ready") == 200) {
          return;
        }
      } catch (IOException e) {
        // Not listening yet.
      }
      Thread.sleep(50);
    }
    close();
    throw new IOException("the peer did not start: " + Files.readString(log));
  }

  private int status(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(5)).build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  public URI base() {
    return base;
  }

  /// The JSON answer to a GET.
  public JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(10)).build();
    return json.readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
