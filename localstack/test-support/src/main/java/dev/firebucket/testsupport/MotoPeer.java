package dev.firebucket.testsupport;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Moto, which emulates AWS's control planes in memory: it takes Lambda functions without Docker,
/// and runs none of them.
public final class MotoPeer {
  private MotoPeer() {}

  /// Starts it.
  ///
  /// @param folder where the log goes; exists
  public static PeerProcess start(Path folder) throws IOException, InterruptedException {
    return PeerProcess.start(
        port ->
            List.of(
                Peers.python("moto").toString(),
                "-m",
                "moto.server",
                "-H",
                "127.0.0.1",
                "-p",
                Integer.toString(port)),
        Map.of(),
        "/moto-api/",
        folder.resolve("moto.log"));
  }
}
