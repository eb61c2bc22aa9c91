package dev.firebucket.alerting.ontime;

import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.object.PutIfAbsentOutcome;
import dev.firebucket.storage.testing.ForwardingStore;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A store whose every request takes as long as one to a bucket, counted by kind and folder: `LIST
/// tail/`.
public final class DelayedStore extends ForwardingStore {
  private final Duration delay;
  private final Map<String, Integer> requests = new TreeMap<>();

  public DelayedStore(ObjectStore store, Duration delay) {
    super(store);
    this.delay = delay;
  }

  /// The requests since the last call.
  public synchronized Map<String, Integer> takeRequests() {
    Map<String, Integer> taken = new TreeMap<>(requests);
    requests.clear();
    return taken;
  }

  private void request(String kind, String key) throws IOException {
    synchronized (this) {
      requests.merge(kind + " " + key.substring(0, key.indexOf('/') + 1), 1, Integer::sum);
    }
    try {
      Thread.sleep(delay);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  @Override
  public Optional<byte[]> get(String key) throws IOException {
    request("GET", key);
    return super.get(key);
  }

  @Override
  public boolean download(String key, Path target) throws IOException {
    request("GET", key);
    return super.download(key, target);
  }

  @Override
  public void put(String key, byte[] body) throws IOException {
    request("PUT", key);
    super.put(key, body);
  }

  @Override
  public PutIfAbsentOutcome putIfAbsent(String key, byte[] body) throws IOException {
    request("PUT", key);
    return super.putIfAbsent(key, body);
  }

  @Override
  public List<ObjectSummary> list(String prefix) throws IOException {
    request("LIST", prefix);
    return super.list(prefix);
  }

  @Override
  public List<ObjectSummary> list(String prefix, String startAfter) throws IOException {
    request("LIST", prefix);
    return super.list(prefix, startAfter);
  }

  @Override
  public void delete(Collection<String> keys) throws IOException {
    request("DELETE", keys.isEmpty() ? "" : keys.iterator().next());
    super.delete(keys);
  }
}
