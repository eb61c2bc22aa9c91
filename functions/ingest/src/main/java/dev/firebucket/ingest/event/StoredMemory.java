package dev.firebucket.ingest.event;

import dev.firebucket.storage.object.BadBytesException;
import java.io.IOException;

/// What runs of scrapes leave for the next, for whoever only asks whether it is sound.
public final class StoredMemory {
  /// Where it is.
  public static final String FOLDER = ShardMemoryStore.FOLDER;

  private StoredMemory() {}

  /// Compares an object with the checksum in it.
  ///
  /// @throws BadBytesException when it is another one than was written
  public static void requireSound(String key, byte[] body) throws BadBytesException {
    try {
      var _ = ShardMemoryFormat.read(body);
    } catch (IOException e) {
      throw new BadBytesException(String.valueOf(e.getMessage()), e);
    }
  }
}
