package dev.firebucket.storage;

import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.read.BucketReader;
import dev.firebucket.storage.read.StorageReader;
import dev.firebucket.storage.tail.SampleWriter;
import dev.firebucket.storage.tail.TailSampleWriter;
import java.io.IOException;

/// A store with all that is done with it: `Bucket.open("./data", BucketOptions.defaults())`.
///
/// Safe for use by several threads.
public final class Bucket implements AutoCloseable {
  private final ObjectStore store;
  private final TailSampleWriter writer;
  private final BucketReader reader;

  private Bucket(ObjectStore store, BucketOptions options) {
    this.store = store;
    this.reader = new BucketReader(store, options.seriesCacheBytes());
    this.writer = new TailSampleWriter(store, options.clock(), options.uniqueParts(), reader);
  }

  /// Opens `DIR` or `s3://bucket/prefix`.
  ///
  /// @throws IOException when the location names no store, or the store cannot be used
  public static Bucket open(String location, BucketOptions options) throws IOException {
    return new Bucket(ObjectStores.open(location, options.store()), options);
  }

  /// A bucket on a store that is open already; closing the bucket closes it.
  public static Bucket on(ObjectStore store, BucketOptions options) {
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

  @Override
  public void close() {
    reader.close();
    store.close();
  }
}
