package dev.firebucket.backfill.block;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What was deleted of a block and still stands in its chunks (`tsdb/docs/format/tombstones.md`).
public final class Tombstones {
  static final int MAGIC = 0x0130BA30;
  static final int VERSION = 1;

  private static final int HEADER_BYTES = 5;

  private final Map<Long, List<Interval>> bySeries = new HashMap<>();

  /// A stretch of time, both ends included.
  private record Interval(long firstMillis, long lastMillis) {}

  /// Nothing is deleted.
  public Tombstones() {}

  static Tombstones read(Path path) throws IOException {
    Tombstones tombstones = new Tombstones();
    if (!Files.exists(path)) {
      return tombstones;
    }
    try (MappedFile file = MappedFile.open(path)) {
      if (file.unsignedInt(0) != MAGIC || file.unsignedByte(Integer.BYTES) != VERSION) {
        throw new IOException(path + " is no file of tombstones of version " + VERSION);
      }
      long end = file.size() - Integer.BYTES;
      file.requireChecksum(HEADER_BYTES, end - HEADER_BYTES);
      FileCursor in = file.from(HEADER_BYTES);
      while (in.position() < end) {
        tombstones.add(in.uvarint(), in.varint(), in.varint());
      }
      return tombstones;
    }
  }

  /// @param series by which the block or the log calls it
  public void add(long series, long firstMillis, long lastMillis) {
    bySeries
        .computeIfAbsent(series, reference -> new ArrayList<>())
        .add(new Interval(firstMillis, lastMillis));
  }

  /// Whether a sample is deleted.
  public boolean cover(long series, long millis) {
    List<Interval> intervals = bySeries.get(series);
    return intervals != null
        && intervals.stream()
            .anyMatch(one -> one.firstMillis() <= millis && millis <= one.lastMillis());
  }
}
