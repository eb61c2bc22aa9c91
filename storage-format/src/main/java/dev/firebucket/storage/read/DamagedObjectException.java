package dev.firebucket.storage.read;

import dev.firebucket.storage.parquet.ByteRange;
import java.io.IOException;

/// An object does not hold the bytes that were written.
public final class DamagedObjectException extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedObjectException(String key, String column, ByteRange range) {
    super(
        "the object '%s' is damaged: column '%s' among its bytes %d to %d has another checksum than was written; restore the object from a copy or an older version"
            .formatted(key, column, range.offset(), range.end() - 1));
  }
}
