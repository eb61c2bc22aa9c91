package dev.firebucket.query.engine;

/// When a query is read in shards, and in how many.
///
/// @param workingSetBytes how many bytes of samples and values a query may hold at once
///   (`--query.working-set`, not in Prometheus): what needs more is read in shards, so many at once
///   as there are cores, which together hold about this much
/// @param mostShards how many at most
/// @param slices in how many slices of its time each query is read; 0 for as many as it needs
public record Sharding(long workingSetBytes, int mostShards, int slices) {
  /// A query of more would take longer to hand out than to read.
  private static final int MOST_SHARDS = 4096;

  private static final int MOST_SLICES = 128;

  private static final int PART_OF_HEAP = 16;
  private static final long LEAST_BYTES = 16L << 20;
  private static final long MOST_BYTES = 256L << 20;

  /// By the heap: several queries run at once, and reading takes some times what is read.
  public static final Sharding DEFAULT =
      of(Math.clamp(Runtime.getRuntime().maxMemory() / PART_OF_HEAP, LEAST_BYTES, MOST_BYTES));

  public Sharding {
    if (workingSetBytes < 0) {
      throw new IllegalArgumentException(
          "the working set must not be negative: " + workingSetBytes);
    }
    if (slices < 0) {
      throw new IllegalArgumentException("slices must not be negative: " + slices);
    }
    if (mostShards <= 0) {
      throw new IllegalArgumentException("mostShards must be above 0: " + mostShards);
    }
  }

  /// Queries that need more than some bytes.
  public static Sharding of(long workingSetBytes) {
    return new Sharding(workingSetBytes, MOST_SHARDS, 0);
  }

  /// All queries, in the same number of shards and of slices of time: to compare.
  public static Sharding always(int shards, int slices) {
    return new Sharding(0, shards, slices);
  }

  /// In how many shards a query is read; 0 for one that is read whole.
  ///
  /// @param bytes that it would hold at once
  /// @param atOnce how many shards run at once
  int shards(double bytes, int atOnce) {
    if (workingSetBytes == 0) {
      return mostShards;
    }
    return bytes <= workingSetBytes
        ? 0
        : (int) Math.clamp(Math.ceil(bytes / workingSetBytes * atOnce), 1, mostShards);
  }

  /// In how many slices of its time a query is read: more than one where a single series is too
  /// much.
  ///
  /// @param bytesOfSeries what one series takes
  /// @param steps how many the query has
  /// @param atOnce how many shards run at once
  int slices(double bytesOfSeries, int steps, int atOnce) {
    double wanted = slices > 0 ? slices : Math.ceil(bytesOfSeries / workingSetBytes * atOnce);
    return (int) Math.clamp(wanted, 1, Math.clamp(steps, 1, MOST_SLICES));
  }
}
