package dev.firebucket.storage;

import dev.firebucket.storage.catalog.CatalogStore;
import dev.firebucket.storage.compaction.CompactionPolicy;
import dev.firebucket.storage.compaction.Compactor;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.read.BucketReader;
import dev.firebucket.storage.read.Snapshot;
import dev.firebucket.storage.read.StorageReader;
import dev.firebucket.storage.retention.RetentionPolicy;
import dev.firebucket.storage.tail.SampleWriter;
import dev.firebucket.storage.tail.TailSampleWriter;
import java.io.IOException;
import java.util.function.Supplier;

/// A store with everything that works on it: `Bucket.open("./data", BucketOptions.defaults())`.
///
/// Safe for use by several threads.
public final class Bucket implements AutoCloseable {
  private final ObjectStore store;
  private final BucketOptions options;
  private final CatalogStore catalogs;
  private final TailSampleWriter writer;
  private final BucketReader reader;

  private Bucket(ObjectStore store, BucketOptions options) throws IOException {
    this.store = store;
    this.options = options;
    this.catalogs = new CatalogStore(store, options.clock());
    this.reader = BucketReader.open(store, catalogs, options.cache(), options.clock());
    this.writer = new TailSampleWriter(store, options.clock(), options.uniqueParts(), reader);
  }

  /// Opens `DIR` or `s3://bucket/prefix`.
  ///
  /// @throws IOException when the location is not a store, or the store cannot be used
  public static Bucket open(String location, BucketOptions options) throws IOException {
    ObjectStore store = ObjectStores.open(location, options.store());
    try {
      return new Bucket(store, options);
    } catch (IOException e) {
      store.close();
      throw e;
    }
  }

  /// A bucket on a store that is already open; closing the bucket closes it.
  ///
  /// @throws IOException when the folder of the read cache cannot be used
  public static Bucket on(ObjectStore store, BucketOptions options) throws IOException {
    return new Bucket(store, options);
  }

  /// The objects themselves: pushed groups, rules and states are read and written there.
  public ObjectStore store() {
    return store;
  }

  /// Where fresh samples go.
  public SampleWriter writer() {
    return writer;
  }

  /// What queries read.
  public StorageReader reader() {
    return reader;
  }

  /// A view of an older catalog version, see [BucketReader#openVersion].
  public Snapshot openVersion(long version, long fromMillis, long toMillis) throws IOException {
    return reader.openVersion(version, fromMillis, toMillis);
  }

  /// What merges fresh objects into bigger files. One per policy is enough.
  public Compactor compactor(CompactionPolicy policy) {
    return new Compactor(
        store, catalogs, policy, options.merge(), options.clock(), options.uniqueParts());
  }

  /// As [#compactor(CompactionPolicy)], and what is too old is dropped.
  ///
  /// @param retention asked at each run
  public Compactor compactor(CompactionPolicy policy, Supplier<RetentionPolicy> retention) {
    return new Compactor(
        store,
        catalogs,
        policy,
        options.merge(),
        options.clock(),
        options.uniqueParts(),
        retention);
  }

  /// The catalog of compacted files.
  public CatalogStore catalogs() {
    return catalogs;
  }

  @Override
  public void close() {
    reader.close();
    store.close();
  }
}
