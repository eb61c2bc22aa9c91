package dev.firebucket.storage;

import dev.firebucket.storage.compaction.MergeResources;
import dev.firebucket.storage.object.StoreOptions;
import dev.firebucket.storage.read.ReadCache;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

/// How a bucket is opened. Start with [#defaults] and change what differs.
///
/// @param store how an S3 endpoint is reached
/// @param clock the current time
/// @param uniqueParts gives a new part of `[A-Za-z0-9-]` for each key
/// @param cache how much the reader may cache
/// @param merge what compaction may use
public record BucketOptions(
    StoreOptions store,
    InstantSource clock,
    Supplier<String> uniqueParts,
    ReadCache cache,
    MergeResources merge) {
  public BucketOptions {
    Objects.requireNonNull(store);
    Objects.requireNonNull(clock);
    Objects.requireNonNull(uniqueParts);
    Objects.requireNonNull(cache);
    Objects.requireNonNull(merge);
  }

  /// The system clock, random keys, AWS, caches and merges that fit a small function.
  public static BucketOptions defaults() {
    return new BucketOptions(
        StoreOptions.DEFAULT,
        InstantSource.system(),
        () -> UUID.randomUUID().toString().replace("-", ""),
        ReadCache.defaults(),
        MergeResources.defaults());
  }

  public BucketOptions withStore(StoreOptions changed) {
    return new BucketOptions(changed, clock, uniqueParts, cache, merge);
  }

  public BucketOptions withClock(InstantSource changed) {
    return new BucketOptions(store, changed, uniqueParts, cache, merge);
  }

  public BucketOptions withUniqueParts(Supplier<String> changed) {
    return new BucketOptions(store, clock, changed, cache, merge);
  }

  public BucketOptions withCache(ReadCache changed) {
    return new BucketOptions(store, clock, uniqueParts, changed, merge);
  }

  public BucketOptions withMerge(MergeResources changed) {
    return new BucketOptions(store, clock, uniqueParts, cache, changed);
  }
}
