package dev.firebucket.storage.backup;

import dev.firebucket.storage.check.CheckedObject;
import dev.firebucket.storage.check.Pace;
import dev.firebucket.storage.check.WholeCheck;
import dev.firebucket.storage.object.BadBytesException;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.object.ReadPermits;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Compares copied objects with their sizes and seals.
final class CopyCheck {
  /// So many are read at the same time, a piece of each in memory.
  private static final int AT_ONCE = 8;

  private final ObjectStore store;
  private final WholeCheck check;
  private final String folder;
  private final Map<String, Long> sizes;
  private final ReadPermits permits = new ReadPermits(AT_ONCE);

  private CopyCheck(ObjectStore store, String folder, Map<String, Long> sizes) {
    this.store = store;
    this.check = new WholeCheck(store, new Pace(Long.MAX_VALUE));
    this.folder = folder;
    this.sizes = sizes;
  }

  /// @param folder of the copy
  static CopyCheck of(ObjectStore store, String folder) throws IOException {
    return new CopyCheck(
        store,
        folder,
        store.list(folder).stream()
            .collect(Collectors.toMap(ObjectSummary::key, ObjectSummary::size)));
  }

  /// What is wrong with the copy of an object, in a sentence that names it.
  Optional<String> problem(CheckedObject object) throws IOException {
    String copied = folder + object.key();
    Long size = sizes.get(copied);
    if (size == null) {
      return Optional.of("the object '%s' is missing though it was copied".formatted(copied));
    }
    try (ReadPermits.Turn _ = permits.take()) {
      check.require(object, copied, size);
      return Optional.empty();
    } catch (BadBytesException e) {
      return Optional.of(
          "the object '%s' is damaged: %s; %s"
              .formatted(copied, e.getMessage(), ofOriginal(object)));
    }
  }

  private String ofOriginal(CheckedObject object) throws IOException {
    String key = object.key();
    try {
      for (ObjectSummary found : store.list(key.substring(0, key.lastIndexOf('/') + 1))) {
        if (found.key().equals(key)) {
          check.require(object, key, found.size());
          return "'%s' is sound: take another copy".formatted(key);
        }
      }
      return "'%s' is gone: take another copy".formatted(key);
    } catch (BadBytesException e) {
      return "so is '%s': restore it from an older copy or version".formatted(key);
    }
  }
}
