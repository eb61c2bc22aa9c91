package dev.firebucket.ingest.scrape;

import dev.firebucket.config.memory.ByteBudget;

/// What a target answered, decompressed. Closed when it has been read.
///
/// @param bytes the exposition in its first `length` bytes
/// @param length how many bytes count
/// @param contentType the header, empty where there is none
/// @param room takes what its reader makes of it
public record ScrapedBody(byte[] bytes, int length, String contentType, ByteBudget.Share room)
    implements AutoCloseable {
  /// A body that counts nowhere.
  public ScrapedBody(byte[] bytes, int length, String contentType) {
    this(bytes, length, contentType, ByteBudget.unlimited());
  }

  @Override
  public void close() {
    room.close();
  }
}
