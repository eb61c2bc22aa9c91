package dev.firebucket.storage.backup;

import dev.firebucket.storage.object.BadBytesException;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.object.ReadPermits;
import dev.firebucket.storage.parquet.SealCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Compares copied objects with their sizes and seals.
final class CopyCheck {
  /// So many are read at the same time, a piece of each in memory.
  private static final int AT_ONCE = 8;

  private final ObjectStore store;
  private final String folder;
  private final Map<String, Long> sizes;
  private final ReadPermits permits = new ReadPermits(AT_ONCE);

  private CopyCheck(ObjectStore store, String folder, Map<String, Long> sizes) {
    this.store = store;
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
  Optional<String> problem(CopiedObject object) throws IOException {
    String copied = folder + object.key();
    Long size = sizes.get(copied);
    if (size == null) {
      return Optional.of("the object '%s' is missing though it was copied".formatted(copied));
    }
    try (ReadPermits.Turn _ = permits.take()) {
      require(object, copied, size);
      return Optional.empty();
    } catch (BadBytesException e) {
      return Optional.of(
          "the object '%s' is damaged: %s; %s"
              .formatted(copied, e.getMessage(), ofOriginal(object)));
    }
  }

  private String ofOriginal(CopiedObject object) throws IOException {
    String key = object.key();
    try {
      for (ObjectSummary found : store.list(key.substring(0, key.lastIndexOf('/') + 1))) {
        if (found.key().equals(key)) {
          require(object, key, found.size());
          return "'%s' is sound: take another copy".formatted(key);
        }
      }
      return "'%s' is gone: take another copy".formatted(key);
    } catch (BadBytesException e) {
      return "so is '%s': restore it from an older copy or version".formatted(key);
    }
  }

  /// @param key of the copy, or of the original
  private void require(CopiedObject object, String key, long size) throws IOException {
    if (object.bytes() != 0 && size != object.bytes()) {
      throw new BadBytesException(
          "it has %d bytes and should have %d".formatted(size, object.bytes()));
    }
    boolean sealed =
        SealCheck.requireWhole(
            size,
            (offset, length) ->
                store
                    .range(key, offset, length, "")
                    .orElseThrow(() -> new BadBytesException("it is missing"))
                    .bytes());
    if (!sealed) {
      requireUnsealed(object, key);
    }
  }

  /// One at a time, for they need a file each.
  private synchronized void requireUnsealed(CopiedObject object, String key) throws IOException {
    Optional<Path> inPlace = store.localFile(key);
    if (inPlace.isPresent()) {
      object.check().require(inPlace.get());
      return;
    }
    Path folderOfFile = Files.createTempDirectory("firebucket-snapshot-");
    Path file = folderOfFile.resolve("object.parquet");
    try {
      if (!store.download(key, file)) {
        throw new BadBytesException("it is missing");
      }
      object.check().require(file);
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folderOfFile);
    }
  }
}
