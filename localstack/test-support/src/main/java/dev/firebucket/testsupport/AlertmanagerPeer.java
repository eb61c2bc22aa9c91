package dev.firebucket.testsupport;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The real Alertmanager, started for a test, with one receiver that sends nothing.
public final class AlertmanagerPeer implements AutoCloseable {
  private static final Path TEMPLATES = Path.of("/usr/share/prometheus/alertmanager");

  private final PeerProcess process;

  private AlertmanagerPeer(PeerProcess process) {
    this.process = process;
  }

  /// Starts it.
  ///
  /// @param folder where configuration, data and log go; exists
  public static AlertmanagerPeer start(Path folder) throws IOException, InterruptedException {
    String program = Peers.program("alertmanager").toString();
    Path config =
        Files.writeString(
            folder.resolve("alertmanager.yml"),
            "route:\n  receiver: none\nreceivers:\n  - name: none\n");
    List<String> before = withTemplates();
    PeerProcess process =
        PeerProcess.start(
            port -> {
              List<String> command = new ArrayList<>(before);
              command.addAll(
                  List.of(
                      program,
                      "--config.file=" + config,
                      "--storage.path=" + folder.resolve("alertmanager-data"),
                      "--cluster.listen-address=",
                      "--log.level=error",
                      "--web.listen-address=127.0.0.1:" + port));
              return command;
            },
            Map.of(),
            "/-/ready",
            folder.resolve("alertmanager.log"));
    return new AlertmanagerPeer(process);
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
    boolean isAllowed = trial.waitFor() == 0;
    Needed.that(
        isAllowed,
        () ->
            "Alertmanager finds no "
                + TEMPLATES
                + " (apt-get install prometheus-alertmanager makes it), and this user may not"
                + " make one for a process alone (unshare -rm)");
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

  /// Host and port, as a target is named.
  public String address() {
    return process.address();
  }

  /// Where it listens, without a slash at the end.
  public String url() {
    return process.url();
  }

  /// The answer to a GET, whatever its status.
  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return process.get(path);
  }

  /// The answer to a GET, as JSON, whatever its status.
  public JsonNode json(String path) throws IOException, InterruptedException {
    return process.json(path);
  }

  @Override
  public void close() {
    process.close();
  }
}
