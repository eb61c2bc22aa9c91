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
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Answers many queries from one look at the store, which the first that needs it takes; see
/// [QueryEngine#view]. Safe for use by several threads; close it when no query runs, but for those
/// that wait for a store that does not answer.
public final class QueryView implements AutoCloseable {
  private final QueryEngine engine;
  private final StorageReader reader;

  /// Held by the one that looks at the store: nobody else waits for it but other queries.
  private final ReentrantLock looking = new ReentrantLock();

  private @Nullable BucketView looked;
  private boolean closed;

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
  private BucketView looked() throws IOException {
    looking.lock();
    try {
      BucketView known = known();
      return known == null ? keep(reader.look()) : known;
    } finally {
      looking.unlock();
    }
  }

  private synchronized @Nullable BucketView known() throws IOException {
    if (closed) {
      throw new IOException("the view of the store has been closed: the query came too late");
    }
    return looked;
  }

  private synchronized BucketView keep(BucketView view) throws IOException {
    if (closed) {
      view.close();
      throw new IOException("the view of the store was closed while the store did not answer");
    }
    looked = view;
    return view;
  }

  /// Lets queries from now on see samples that are not stored yet.
  ///
  /// @throws IOException when the store cannot be read, or there is no room on the disk
  public void add(List<SampleBatch> batches) throws IOException {
    looked().add(batches);
  }

  /// Waits for nobody: a look that is under way is closed by the one that takes it.
  @Override
  public synchronized void close() {
    closed = true;
    if (looked != null) {
      looked.close();
    }
  }
}
