package dev.firebucket.storage;

import dev.firebucket.storage.object.StoreOptions;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

/// How a bucket is opened. Begin with [#defaults] and change what differs.
///
/// @param store how an S3 endpoint is reached
/// @param clock what time it is
/// @param uniqueParts gives a new part of `[A-Za-z0-9-]` for each key
/// @param seriesCacheBytes about how much memory the known series of files may take
public record BucketOptions(
    StoreOptions store, InstantSource clock, Supplier<String> uniqueParts, long seriesCacheBytes) {
  private static final long SERIES_CACHE_BYTES = 128L << 20;

  public BucketOptions {
    Objects.requireNonNull(store);
    Objects.requireNonNull(clock);
    Objects.requireNonNull(uniqueParts);
    if (seriesCacheBytes <= 0) {
      throw new IllegalArgumentException("no memory for series: " + seriesCacheBytes);
    }
  }

  /// The system clock, random keys, AWS.
  public static BucketOptions defaults() {
    return new BucketOptions(
        StoreOptions.DEFAULT,
        InstantSource.system(),
        () -> UUID.randomUUID().toString().replace("-", ""),
        SERIES_CACHE_BYTES);
  }

  public BucketOptions withStore(StoreOptions changed) {
    return new BucketOptions(changed, clock, uniqueParts, seriesCacheBytes);
  }

  public BucketOptions withClock(InstantSource changed) {
    return new BucketOptions(store, changed, uniqueParts, seriesCacheBytes);
  }

  public BucketOptions withUniqueParts(Supplier<String> changed) {
    return new BucketOptions(store, clock, changed, seriesCacheBytes);
  }
}
