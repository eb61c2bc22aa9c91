package dev.firebucket.ingest.gathering;

import dev.firebucket.ingest.remotewrite.AcceptedWrite;
import dev.firebucket.ingest.remotewrite.AcceptedWrites;
import dev.firebucket.storage.tail.SampleWriter;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lays requests into a queue, from which [GatheredRequests] takes many at a time.
///
/// Stored at once are: the first request after a quiet window, so that who sends rarely waits for
/// nothing; what is too long for the queue; and whatever the queue does not take. A request of
/// which the queue took note although it did not say so is then there twice: readers count its
/// samples once.
public final class QueueBeforeStore implements AcceptedWrites {
  private static final Logger LOG = LoggerFactory.getLogger(QueueBeforeStore.class);

  private final MessageQueue queue;
  private final SampleWriter store;
  private final GatheringOptions options;
  private final InstantSource clock;
  private final GatheringMetrics metrics;
  private Instant stored = Instant.MIN;

  /// @param store returns when samples are durable
  public QueueBeforeStore(
      MessageQueue queue,
      SampleWriter store,
      GatheringOptions options,
      InstantSource clock,
      GatheringMetrics metrics) {
    this.queue = queue;
    this.store = store;
    this.options = options;
    this.clock = clock;
    this.metrics = metrics;
  }

  @Override
  public void take(AcceptedWrite write) throws IOException {
    if (write.samples().isEmpty()) {
      return;
    }
    if (!isQuiet() && isQueued(write)) {
      metrics.queued();
      return;
    }
    store.write(write.samples());
    metrics.storedAtOnce();
  }

  /// Whether nothing was stored for a window; the one who asks stores.
  private synchronized boolean isQuiet() {
    Instant now = clock.instant();
    if (now.isBefore(stored)) {
      // A clock that was set back must not make the next requests wait for it.
      stored = now;
      return true;
    }
    boolean quiet = stored.equals(Instant.MIN) || !now.isBefore(stored.plus(options.window()));
    if (quiet) {
      stored = now;
    }
    return quiet;
  }

  private boolean isQueued(AcceptedWrite write) {
    Optional<String> text = MessageText.of(write.message(), options.longestMessage());
    if (text.isEmpty()) {
      return false;
    }
    try {
      queue.send(text.get());
      return true;
    } catch (IOException refused) {
      metrics.refused();
      LOG.warn("stored at once, because the queue refuses: {}", refused.getMessage());
      return false;
    }
  }
}
