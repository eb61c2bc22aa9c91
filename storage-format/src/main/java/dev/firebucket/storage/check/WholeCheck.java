package dev.firebucket.storage.check;

import dev.firebucket.storage.object.BadBytesException;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.parquet.SealCheck;
import dev.firebucket.storage.scratch.ScratchFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Compares whole Parquet objects with their sizes and seals, where they lie and piece by piece.
/// Safe for use by several threads.
public final class WholeCheck {
  private final ObjectStore store;
  private final Pace pace;

  public WholeCheck(ObjectStore store, Pace pace) {
    this.store = store;
    this.pace = pace;
  }

  /// @param key of the object, or of a copy of it
  /// @param size as it is now
  /// @throws BadBytesException when it is another one than was written
  /// @throws IOException when the store does not answer
  public void require(CheckedObject object, String key, long size) throws IOException {
    if (object.bytes() != 0 && size != object.bytes()) {
      throw new BadBytesException(
          "it has %d bytes and should have %d".formatted(size, object.bytes()));
    }
    if (!isSealed(key, size)) {
      requireUnsealed(object, key, size);
    }
  }

  /// @return false where it has no seal
  private boolean isSealed(String key, long size) throws IOException {
    return SealCheck.requireWhole(
        size,
        (offset, length) -> {
          pace.take(length);
          return store
              .range(key, offset, length, "")
              .orElseThrow(() -> new BadBytesException("it is missing"))
              .bytes();
        });
  }

  /// One at a time, for they need a file each.
  private synchronized void requireUnsealed(CheckedObject object, String key, long size)
      throws IOException {
    pace.take(size);
    Optional<Path> inPlace = store.localFile(key);
    if (inPlace.isPresent()) {
      object.check().require(inPlace.get());
      return;
    }
    try (ScratchFolder folder = ScratchFolder.make("firebucket-check-")) {
      Path file = folder.path().resolve("object.parquet");
      if (!store.download(key, file)) {
        throw new BadBytesException("it is missing");
      }
      object.check().require(file);
    }
  }
}
