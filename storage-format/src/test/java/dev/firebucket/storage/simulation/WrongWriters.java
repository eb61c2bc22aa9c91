package dev.firebucket.storage.simulation;

import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.testing.ForwardingStore;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Mistakes of whoever writes samples.
final class WrongWriters {
  private WrongWriters() {}

  /// Stores an object when the next one comes.
  static final class AnswersFirst extends ForwardingStore {
    private @Nullable String key;
    private byte[] body = {};

    AnswersFirst(ObjectStore store) {
      super(store);
    }

    @Override
    public void put(String newKey, byte[] newBody) throws IOException {
      String before = key;
      byte[] bodyBefore = body;
      key = newKey;
      body = newBody;
      if (before != null) {
        super.put(before, bodyBefore);
      }
    }
  }

  /// Lets the first half of an object be seen.
  static final class HalfFirst extends ForwardingStore {
    HalfFirst(ObjectStore store) {
      super(store);
    }

    @Override
    public void put(String key, byte[] body) throws IOException {
      super.put(key, Arrays.copyOf(body, body.length / 2));
      super.put(key, body);
    }
  }
}
