package dev.firebucket.testsupport;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// LocalStack, which emulates AWS's services. Without Docker it refuses functions.
public final class LocalStackPeer {
  private LocalStackPeer() {}

  /// Starts it with nothing in it.
  ///
  /// @param folder where data and log go; exists
  public static PeerProcess start(Path folder) throws IOException, InterruptedException {
    int port = FreePort.next();
    return PeerProcess.start(
        port,
        List.of(Peers.python("localstack").toString(), "-m", "localstack.runtime.main"),
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
        folder.resolve("localstack.log"));
  }
}
