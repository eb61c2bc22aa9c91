package dev.firebucket.query.duckdb;

import dev.firebucket.query.arena.QueryLimits;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.storage.model.SampleBatch;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;

/// Reads samples of Parquet files, decoding on all cores. Safe for use by several threads.
public final class ScanDatabase {
  /// Stands for NULL; asking for it first saves a question per row.
  private static final long NO_FLOAT_BITS = 0x7ff8_f12e_b0c4_e700L;

  private static final double NO_FLOAT = Double.longBitsToDouble(NO_FLOAT_BITS);

  /// How much memory the footers of files may take that DuckDB keeps. It forgets none by itself,
  /// and compaction makes new files each minute.
  private static final long FOOTER_BYTES = 32L << 20;

  private final long footerBytes;
  private final Set<Path> known = new HashSet<>();
  private long knownBytes;
  private ConnectionPool pool = open();

  private ScanDatabase() {
    this(FOOTER_BYTES);
  }

  /// @param footerBytes about how much memory footers may take
  ScanDatabase(long footerBytes) {
    this.footerBytes = footerBytes;
  }

  private static ConnectionPool open() {
    return new ConnectionPool(
        List.of(
            "SET TimeZone = 'UTC'",
            "SET parquet_metadata_cache = true",
            ConnectionPool.NO_EXTENSIONS,
            ConnectionPool.LOCKED),
        (connection, number) -> {});
  }

  /// A connection to read some files; to another database than before where that has read too many.
  /// To open one takes about as long as a small scan.
  synchronized ConnectionPool.Lease lease(List<Path> files) throws SQLException {
    long more = unknownBytes(files);
    if (more > 0 && knownBytes > 0 && knownBytes + more > footerBytes) {
      pool.retire();
      pool = open();
      known.clear();
      knownBytes = 0;
      more = unknownBytes(files);
    }
    known.addAll(files);
    knownBytes += more;
    return pool.lease();
  }

  private long unknownBytes(List<Path> files) {
    return files.stream().filter(file -> !known.contains(file)).mapToLong(FooterWeight::of).sum();
  }

  private static final class Holder {
    private static final ScanDatabase SHARED = new ScanDatabase();
  }

  /// The database of this process.
  public static ScanDatabase shared() {
    return Holder.SHARED;
  }

  /// Reads the rows of a scan into a collector.
  ///
  /// A null value is a native histogram: only where one is met, the histograms are read, in a
  /// second scan of the series that have them. So what holds floats alone pays nothing, and the
  /// dozen columns of histograms are never decoded beside it.
  ///
  /// @param taken hears how many samples were taken: `limits::hold` where they count as the query's
  /// @throws PromqlException when there are too many samples, when the time is over, or of type
  ///   `INTERNAL` when a file cannot be read
  public void read(
      SampleScan scan, SampleCollector collector, QueryLimits limits, LongConsumer taken) {
    readFloats(scan, collector, limits, taken);
    long[] withHistograms = collector.awaitedSeries();
    if (withHistograms.length > 0) {
      HistogramStream histograms =
          new HistogramStream(
              (file, series, time, histogram) -> {
                if (collector.arrive(file, series, time, histogram)) {
                  taken.accept(HistogramSize.samples(histogram));
                }
              });
      run(
          scan.files(),
          scan.of(withHistograms).histogramSql(),
          limits,
          chunk -> {
            DuckDBReadableVector numbers = chunk.vector(0);
            for (long row = 0; row < chunk.rowCount(); row++) {
              histograms.accept(numbers.getDouble(row));
            }
          });
    }
  }

  /// As [#read] without the histograms, which the collector awaits then.
  public void readFloats(
      SampleScan scan, SampleCollector collector, QueryLimits limits, LongConsumer taken) {
    if (!scan.files().isEmpty()) {
      run(
          scan.files(),
          scan.sql(),
          limits,
          chunk -> taken.accept(collect(chunk, collector, scan.startTimestamps())));
    }
  }

  private void run(
      List<Path> files, String sql, QueryLimits limits, Consumer<DuckDBDataChunkReader> reader) {
    try (ConnectionPool.Lease lease = lease(files);
        DuckDBPreparedStatement statement = lease.connection().prepare(sql);
        AutoCloseable _ = StatementWatch.over(statement, limits);
        DuckDBChunkedResult result = statement.query()) {
      while (result.nextChunk()) {
        limits.check();
        reader.accept(result.chunk());
      }
    } catch (PromqlException e) {
      throw e;
    } catch (Exception e) {
      limits.check();
      throw new PromqlException(
          PromqlException.Type.INTERNAL, "cannot read samples: " + e.getMessage(), null, e);
    }
  }

  private static int collect(
      DuckDBDataChunkReader chunk, SampleCollector collector, boolean withStarts) {
    DuckDBReadableVector files = chunk.vector(0);
    DuckDBReadableVector ids = chunk.vector(1);
    DuckDBReadableVector times = chunk.vector(2);
    DuckDBReadableVector values = chunk.vector(3);
    DuckDBReadableVector stale = chunk.vector(4);
    DuckDBReadableVector starts = withStarts ? chunk.vector(5) : null;
    long rows = chunk.rowCount();
    int taken = 0;
    for (long row = 0; row < rows; row++) {
      double value = values.getDouble(row, NO_FLOAT);
      long id = SampleScan.moved(ids.getLong(row));
      long millis = SampleScan.millis(times.getLong(row));
      boolean awaited = Double.doubleToRawLongBits(value) == NO_FLOAT_BITS && values.isNull(row);
      if (Double.isNaN(value) && !awaited) {
        value = ScannedValue.of(value, stale.getBoolean(row, false));
      }
      int file = files.getInt(row);
      if (awaited
          ? collector.addAwaited(file, id, millis)
          : collector.add(file, id, millis, value)) {
        taken++;
        if (starts != null) {
          startedAt(SampleScan.millis(starts.getLong(row)), collector);
        }
      }
    }
    return taken;
  }

  private static void startedAt(long millis, SampleCollector collector) {
    if (millis != SampleBatch.NO_START) {
      collector.startedAt(millis);
    }
  }
}
