package dev.firebucket.storage.parquet;

/// Bytes of an object that are next to each other.
///
/// @param offset of the first
/// @param length how many, at least one
public record ByteRange(long offset, int length) {
  public ByteRange {
    if (offset < 0 || length < 1) {
      throw new IllegalArgumentException("no range: %d bytes at %d".formatted(length, offset));
    }
  }

  /// The offset behind the last byte.
  public long end() {
    return offset + length;
  }
}
