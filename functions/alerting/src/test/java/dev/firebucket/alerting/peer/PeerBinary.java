package dev.firebucket.alerting.peer;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// A binary of the real system, found in `$PEERS` or `~/.cache/firebucket-peers/bin`. A test that
/// needs one which is absent is skipped with the reason.
public final class PeerBinary {
  private PeerBinary() {}

  public static Path require(String name) {
    String peers = System.getenv("PEERS");
    Path folder =
        peers == null
            ? Path.of(System.getProperty("user.home"), ".cache", "firebucket-peers", "bin")
            : Path.of(peers);
    Path binary = folder.resolve(name);
    Assumptions.assumeTrue(
        Files.isExecutable(binary), () -> "no " + name + ": run localstack/install.sh " + name);
    return binary;
  }

  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
