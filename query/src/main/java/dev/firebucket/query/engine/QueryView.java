package dev.firebucket.query.engine;

import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.result.QueryResult;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.read.BucketView;
import dev.firebucket.storage.read.Snapshot;
import dev.firebucket.storage.read.StorageReader;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Answers many queries from one look at the store, which the first that needs it takes; see
/// [QueryEngine#view]. Safe for use by several threads; close it when no query runs.
public final class QueryView implements AutoCloseable {
  private final QueryEngine engine;
  private final StorageReader reader;
  private @Nullable BucketView looked;

  QueryView(QueryEngine engine, StorageReader reader) {
    this.engine = engine;
    this.reader = reader;
  }

  /// As [QueryEngine#instant(PreparedQuery, long, Duration, Duration)].
  ///
  /// @throws PromqlException for whatever goes wrong; its type is that of the HTTP API
  public QueryResult instant(
      PreparedQuery query, long timeMillis, Duration lookback, Duration timeout) {
    return engine.instant(this::open, query, timeMillis, lookback, timeout);
  }

  private Snapshot open(long fromMillis, long toMillis) throws IOException {
    return looked().open(fromMillis, toMillis);
  }

  /// A look that fails is taken again by the next query.
  private synchronized BucketView looked() throws IOException {
    BucketView view = looked;
    if (view == null) {
      view = reader.look();
      looked = view;
    }
    return view;
  }

  /// Lets queries from now on see samples that are not stored yet.
  ///
  /// @throws IOException when the store cannot be read, or there is no room on the disk
  public void add(List<SampleBatch> batches) throws IOException {
    looked().add(batches);
  }

  @Override
  public synchronized void close() {
    if (looked != null) {
      looked.close();
    }
  }
}
