package dev.firebucket.testsupport;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Moto, which emulates AWS's control planes in memory: it takes Lambda functions without Docker,
/// and runs none of them.
public final class MotoPeer implements AutoCloseable {
  private final PeerProcess process;

  private MotoPeer(PeerProcess process) {
    this.process = process;
  }

  /// Skips the test where it is not installed; in CI the test fails.
  public static void require() {
    Needed.that(
        Files.isExecutable(python()),
        () ->
            "moto is not installed in "
                + Peers.folder().resolve("moto")
                + ": run localstack/install.sh moto");
  }

  private static Path python() {
    return Peers.folder().resolve("moto/bin/python");
  }

  /// Starts it.
  ///
  /// @param folder where the log goes; exists
  public static MotoPeer start(Path folder) throws IOException, InterruptedException {
    require();
    return new MotoPeer(
        PeerProcess.start(
            port ->
                List.of(
                    python().toString(),
                    "-m",
                    "moto.server",
                    "-H",
                    "127.0.0.1",
                    "-p",
                    Integer.toString(port)),
            Map.of(),
            "/moto-api/",
            folder.resolve("moto.log")));
  }

  /// Where all its services listen, without a slash at the end.
  public String url() {
    return process.url();
  }

  /// The answer to a request, whatever its status.
  public HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return process.send(request);
  }

  @Override
  public void close() {
    process.close();
  }
}
