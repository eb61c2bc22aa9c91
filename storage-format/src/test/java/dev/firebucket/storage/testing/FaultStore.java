package dev.firebucket.storage.testing;

import dev.firebucket.storage.object.ObjectPart;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.object.PutIfAbsentOutcome;
import dev.firebucket.storage.object.StoreRequests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A store whose client dies at a chosen request: that request is done or not done, its answer
/// lost, and every later request of this client fails. Other clients of the same store live on.
public final class FaultStore implements ObjectStore {
  private final ObjectStore store;
  private final boolean done;
  private int left;
  private int untilMeanwhile = -1;
  private @Nullable Runnable meanwhile;

  /// The death of the client.
  public static final class Died extends IOException {
    private static final long serialVersionUID = 1L;

    Died() {
      super("the client is dead");
    }
  }

  /// What a request does.
  private interface Request<T> {
    T run() throws IOException;
  }

  /// @param store what the client works on
  /// @param requests how many requests it lives
  /// @param done whether the request at which it dies is still done
  public FaultStore(ObjectStore store, int requests, boolean done) {
    this.store = store;
    this.left = requests;
    this.done = done;
  }

  /// Runs something else right before a request: another client, while this one waits.
  public synchronized void before(int request, Runnable other) {
    untilMeanwhile = request;
    meanwhile = other;
  }

  /// Whether the client has died.
  public synchronized boolean isDead() {
    return left <= 0;
  }

  private synchronized <T> T request(Request<T> request) throws IOException {
    if (untilMeanwhile-- == 0 && meanwhile != null) {
      meanwhile.run();
    }
    left--;
    if (left > 0) {
      return request.run();
    }
    if (left == 0 && done) {
      request.run();
    }
    throw new Died();
  }

  @Override
  public Optional<byte[]> get(String key) throws IOException {
    return request(() -> store.get(key));
  }

  @Override
  public Optional<ObjectPart> range(String key, long offset, int length, String version)
      throws IOException {
    return request(() -> store.range(key, offset, length, version));
  }

  @Override
  public boolean download(String key, Path target) throws IOException {
    return request(() -> store.download(key, target));
  }

  @Override
  public void put(String key, byte[] body) throws IOException {
    request(
        () -> {
          store.put(key, body);
          return true;
        });
  }

  @Override
  public void upload(String key, Path source) throws IOException {
    request(
        () -> {
          store.upload(key, source);
          return true;
        });
  }

  @Override
  public boolean copy(String from, String to) throws IOException {
    return request(() -> store.copy(from, to));
  }

  @Override
  public PutIfAbsentOutcome putIfAbsent(String key, byte[] body) throws IOException {
    return request(() -> store.putIfAbsent(key, body));
  }

  @Override
  public List<ObjectSummary> list(String prefix) throws IOException {
    return request(() -> store.list(prefix));
  }

  @Override
  public List<ObjectSummary> list(String prefix, String startAfter) throws IOException {
    return request(() -> store.list(prefix, startAfter));
  }

  /// Dies between two keys: a deletion of many is not all or nothing.
  @Override
  public void delete(Collection<String> keys) throws IOException {
    for (String key : keys) {
      request(
          () -> {
            store.delete(List.of(key));
            return true;
          });
    }
  }

  @Override
  public Optional<Path> localFile(String key) {
    return Optional.empty();
  }

  @Override
  public boolean hasLocalFiles() {
    return false;
  }

  @Override
  public StoreRequests requests() {
    return store.requests();
  }

  @Override
  public String location() {
    return store.location();
  }

  @Override
  public void close() {}
}
