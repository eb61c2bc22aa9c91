package dev.firebucket.storage.simulation;

import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.PutIfAbsentOutcome;
import dev.firebucket.storage.testing.ForwardingStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Mistakes of whoever commits.
final class WrongCommits {
  private WrongCommits() {}

  /// Puts whether there is such a version or not.
  static final class Unconditional extends ForwardingStore {
    Unconditional(ObjectStore store) {
      super(store);
    }

    @Override
    public PutIfAbsentOutcome putIfAbsent(String key, byte[] body) throws IOException {
      put(key, body);
      return PutIfAbsentOutcome.CREATED;
    }
  }

  /// Looks whether there is such a version, and puts it in a second request.
  static final class LooksFirst extends ForwardingStore {
    LooksFirst(ObjectStore store) {
      super(store);
    }

    @Override
    public PutIfAbsentOutcome putIfAbsent(String key, byte[] body) throws IOException {
      if (get(key).isPresent()) {
        return PutIfAbsentOutcome.EXISTS;
      }
      put(key, body);
      return PutIfAbsentOutcome.CREATED;
    }
  }

  /// Deletes its files when it does not hear that they count.
  static final class LostIsFailed extends ForwardingStore {
    private final List<String> uploaded = new ArrayList<>();

    LostIsFailed(ObjectStore store) {
      super(store);
    }

    @Override
    public void upload(String key, Path source) throws IOException {
      uploaded.add(key);
      super.upload(key, source);
    }

    @Override
    public PutIfAbsentOutcome putIfAbsent(String key, byte[] body) throws IOException {
      PutIfAbsentOutcome outcome = super.putIfAbsent(key, body);
      if (outcome == PutIfAbsentOutcome.UNKNOWN) {
        delete(uploaded);
      }
      uploaded.clear();
      return outcome;
    }
  }

  /// Takes every third version that it reads for what the one before said.
  static final class StaleCatalog extends ForwardingStore {
    private int reads;

    StaleCatalog(ObjectStore store) {
      super(store);
    }

    @Override
    public Optional<byte[]> get(String key) throws IOException {
      Optional<byte[]> body = super.get(key);
      if (!StorageLayout.isCatalogKey(key) || body.isEmpty() || ++reads % 3 > 0) {
        return body;
      }
      long version = StorageLayout.catalogVersion(key);
      return super.get(StorageLayout.catalogKey(version - 1))
          .map(
              before ->
                  text(before).replace("\"version\":" + (version - 1), "\"version\":" + version))
          .map(text -> text.getBytes(StandardCharsets.UTF_8))
          .or(() -> body);
    }
  }

  /// Writes no mark of what was consumed before.
  static final class LosesMarks extends ForwardingStore {
    LosesMarks(ObjectStore store) {
      super(store);
    }

    @Override
    public PutIfAbsentOutcome putIfAbsent(String key, byte[] body) throws IOException {
      String without = text(body).replaceAll("\"removed\":\\[[^]]*]", "\"removed\":[]");
      return super.putIfAbsent(key, without.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }
}
