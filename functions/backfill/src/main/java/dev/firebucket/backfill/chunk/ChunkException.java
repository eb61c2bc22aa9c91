package dev.firebucket.backfill.chunk;

import java.io.IOException;

/// A chunk that cannot be read; who knows its file adds the place.
public final class ChunkException extends IOException {
  private static final long serialVersionUID = 1L;

  public ChunkException(String problem) {
    super(problem);
  }
}
