package dev.firebucket.testsupport;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// LocalStack, which emulates AWS's services. Without Docker it refuses functions.
public final class LocalStackPeer implements AutoCloseable {
  private final PeerProcess process;

  private LocalStackPeer(PeerProcess process) {
    this.process = process;
  }

  /// Skips the test where it is not installed; in CI the test fails.
  public static void require() {
    Needed.that(
        Files.isExecutable(python()),
        () ->
            "LocalStack is not installed in "
                + Peers.folder().resolve("localstack")
                + ": run localstack/install.sh localstack");
  }

  private static Path python() {
    return Peers.folder().resolve("localstack/bin/python");
  }

  /// Starts it with nothing in it.
  ///
  /// @param folder where data and log go; exists
  public static LocalStackPeer start(Path folder) throws IOException, InterruptedException {
    require();
    int port = FreePort.next();
    return new LocalStackPeer(
        PeerProcess.start(
            port,
            List.of(python().toString(), "-m", "localstack.runtime.main"),
            Map.of(
                "LOCALSTACK_VOLUME_DIR",
                folder.resolve("localstack").toString(),
                "GATEWAY_LISTEN",
                "127.0.0.1:" + port,
                "SKIP_SSL_CERT_DOWNLOAD",
                "1",
                "DISABLE_EVENTS",
                "1"),
            "/_localstack/health",
            folder.resolve("localstack.log")));
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
