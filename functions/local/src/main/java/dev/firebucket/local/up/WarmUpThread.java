package dev.firebucket.local.up;

import dev.firebucket.storage.scratch.ScratchFolder;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs typical queries during the server's first seconds, so that the first real ones run compiled
/// code.
final class WarmUpThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WarmUpThread.class);

  private final Duration most;
  private volatile boolean ended;

  private WarmUpThread(Duration most) {
    this.most = most;
  }

  /// Starts it.
  ///
  /// @param most how long it may take; zero for not at all
  static WarmUpThread start(Duration most) {
    WarmUpThread warmUp = new WarmUpThread(most);
    if (!most.isZero()) {
      Thread thread = new Thread(warmUp::run, "warm-up");
      thread.setDaemon(true);
      thread.start();
    }
    return warmUp;
  }

  private void run() {
    try (ScratchFolder folder = ScratchFolder.make("firebucket-warm-up-")) {
      int queries = WarmUp.run(folder.path(), most, () -> ended);
      LOG.debug("warmed up with {} queries", queries);
    } catch (IOException | RuntimeException e) {
      LOG.info("queries could not be warmed up, the first ones will be slower: {}", e.getMessage());
    }
  }

  /// Lets it end with the query that it runs now.
  @Override
  public void close() {
    ended = true;
  }
}
