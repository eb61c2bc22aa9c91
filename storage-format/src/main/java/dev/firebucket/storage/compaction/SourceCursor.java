package dev.firebucket.storage.compaction;

import dev.firebucket.storage.parquet.SampleColumns;
import dev.firebucket.storage.parquet.SamplesFileReader;
import dev.firebucket.storage.parquet.SeriesName;
import dev.firebucket.storage.parquet.SharedNames;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Walks over the series of one source, of which one row group is held at a time, and the next one
/// where there is one: another thread reads it.
final class SourceCursor implements AutoCloseable {
  private static final SampleColumns NOTHING = new SampleColumns();

  private final int place;
  private final SourceObject source;
  private final SamplesFileReader reader;
  private final SharedNames names;
  private final ExecutorService readers;
  private @Nullable Future<SampleColumns> ahead;
  private SampleColumns rows = NOTHING;
  private int run;
  private @Nullable SeriesName before;
  private boolean reachedRange;
  private long taken;

  /// @param place of the source among all: later ones win
  /// @param names of all sources
  /// @param readers where row groups are read and decoded; the first one at once
  SourceCursor(
      int place,
      SourceObject source,
      SamplesFileReader reader,
      SharedNames names,
      ExecutorService readers) {
    this.place = place;
    this.source = source;
    this.reader = reader;
    this.names = names;
    this.readers = readers;
    readAhead();
  }

  private void readAhead() {
    ahead = reader.hasNext() ? readers.submit(() -> reader.next(names)) : null;
  }

  int place() {
    return place;
  }

  SourceObject source() {
    return source;
  }

  /// How many rows were taken.
  long taken() {
    return taken;
  }

  /// The series that comes next, null at the end.
  ///
  /// @throws UnreadableSourceException when a row group cannot be read, or the file is not sorted
  @Nullable SeriesName series() throws IOException {
    SeriesName next = next();
    while (next != null && !reachedRange && isBeforeRange(next)) {
      run++;
      next = next();
    }
    reachedRange = true;
    return next;
  }

  /// What counts of a source begins with a series and ends with the source.
  private boolean isBeforeRange(SeriesName series) {
    return source.series().isPresent() && series.key().compareTo(source.series().get().least()) < 0;
  }

  private @Nullable SeriesName next() throws IOException {
    while (run == rows.runs()) {
      rows = NOTHING;
      run = 0;
      if (ahead == null) {
        return null;
      }
      rows = read(ahead);
      readAhead();
    }
    SeriesName next = rows.series(run);
    if (before != null && before.compareTo(next) > 0) {
      throw new UnreadableSourceException(source.key(), "its rows are not sorted by series");
    }
    before = next;
    return next;
  }

  private SampleColumns read(Future<SampleColumns> group) throws IOException {
    try {
      return group.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw UnreadableSourceException.orFault(source.key(), failure);
      }
      throw new IllegalStateException("a row group of " + source.key() + " was not read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a row group was read");
    }
  }

  /// Nobody needs the rest.
  @Override
  public void close() {
    if (ahead != null) {
      ahead.cancel(false);
    }
  }

  /// Takes all rows of the next series, which may go on from row group to row group.
  void take(RowTaker taker) throws IOException {
    SeriesName series = series();
    do {
      taken += taker.take(rows, rows.from(run), rows.to(run));
      run++;
    } while (series != null && series.equals(series()));
  }

  /// Takes neighbouring rows of one series, in order of time.
  @FunctionalInterface
  interface RowTaker {
    /// Returns how many it took.
    int take(SampleColumns rows, int from, int to);
  }
}
