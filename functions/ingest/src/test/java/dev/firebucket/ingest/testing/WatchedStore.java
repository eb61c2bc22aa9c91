package dev.firebucket.ingest.testing;

import dev.firebucket.storage.object.PutIfAbsentOutcome;
import dev.firebucket.storage.testing.ForwardingStore;
import dev.firebucket.storage.testing.MemoryObjectStore;
import java.io.IOException;
import java.time.Clock;

/// A store in memory that lets a test act between two requests.
public final class WatchedStore extends ForwardingStore {
  /// Runs before each conditional put; may throw or act as another writer.
  public Runnable beforePut = () -> {};

  /// What a put that succeeded reports.
  public PutIfAbsentOutcome reported = PutIfAbsentOutcome.CREATED;

  public WatchedStore(Clock clock) {
    super(new MemoryObjectStore(clock));
  }

  @Override
  public PutIfAbsentOutcome putIfAbsent(String key, byte[] body) throws IOException {
    Runnable hook = beforePut;
    hook.run();
    PutIfAbsentOutcome outcome = super.putIfAbsent(key, body);
    return outcome == PutIfAbsentOutcome.CREATED ? reported : outcome;
  }
}
