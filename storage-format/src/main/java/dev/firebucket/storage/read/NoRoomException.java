package dev.firebucket.storage.read;

import java.io.IOException;
import java.nio.file.Path;

/// The disk of the read cache is full.
public final class NoRoomException extends IOException {
  private static final long serialVersionUID = 1L;

  NoRoomException(Path folder, long free, IOException cause) {
    super(
        "the disk of %s is full (%d bytes free), so what the query reads cannot be fetched: make room, ask for fewer series or less time, or set java.io.tmpdir to a larger disk"
            .formatted(folder, free),
        cause);
  }
}
