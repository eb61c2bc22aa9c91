package dev.firebucket.storage.read;

import dev.firebucket.storage.object.ObjectCutException;
import dev.firebucket.storage.object.ObjectPart;
import dev.firebucket.storage.object.ObjectStore;
import java.io.IOException;

/// The version of an object of a bucket as it is now, for one byte of it.
final class StoredVersion {
  /// Of an object without bytes.
  private static final String EMPTY = "empty";

  private StoredVersion() {}

  /// Empty where there is no such object.
  static String of(ObjectStore store, String key) throws IOException {
    try {
      return store.range(key, 0, 1, "").map(ObjectPart::version).orElse("");
    } catch (ObjectCutException e) {
      return EMPTY;
    }
  }
}
