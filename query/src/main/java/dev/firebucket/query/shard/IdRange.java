package dev.firebucket.query.shard;

import java.util.ArrayList;
import java.util.List;

/// Series whose ids lie in a range. Ids are hashes: equal ranges are about equal work.
///
/// @param least the lowest id, unsigned
/// @param greatest the highest id, unsigned
public record IdRange(long least, long greatest) {
  /// All series.
  public static final IdRange ALL = new IdRange(0, -1);

  public IdRange {
    if (Long.compareUnsigned(least, greatest) > 0) {
      throw new IllegalArgumentException(
          "a range of ids from %s to %s"
              .formatted(Long.toUnsignedString(least), Long.toUnsignedString(greatest)));
    }
  }

  /// The smallest range that has all of some ids.
  ///
  /// @param ofMetrics ids of several metrics
  public static IdRange around(long[][] ofMetrics) {
    long least = -1;
    long greatest = 0;
    for (long[] ids : ofMetrics) {
      for (long id : ids) {
        least = Long.compareUnsigned(id, least) < 0 ? id : least;
        greatest = Long.compareUnsigned(id, greatest) > 0 ? id : greatest;
      }
    }
    return Long.compareUnsigned(least, greatest) > 0 ? ALL : new IdRange(least, greatest);
  }

  /// All ids in ranges of the same size, in order.
  ///
  /// @param count how many; above 0
  public static List<IdRange> split(int count) {
    if (count <= 0) {
      throw new IllegalArgumentException("the count of ranges must be above 0: " + count);
    }
    if (count == 1) {
      return List.of(ALL);
    }
    long size = Long.divideUnsigned(-1, count);
    List<IdRange> ranges = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      ranges.add(new IdRange(i * size, i == count - 1 ? -1 : (i + 1) * size - 1));
    }
    return ranges;
  }

  /// Whether a series is in it.
  ///
  /// @param id unsigned
  public boolean contains(long id) {
    return Long.compareUnsigned(least, id) <= 0 && Long.compareUnsigned(id, greatest) <= 0;
  }
}
