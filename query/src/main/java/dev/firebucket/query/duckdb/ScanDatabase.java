package dev.firebucket.query.duckdb;

import dev.firebucket.query.arena.QueryLimits;
import dev.firebucket.query.error.PromqlException;
import java.util.List;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;

/// Reads samples of Parquet files, decoding on all cores. Safe for use by several threads.
public final class ScanDatabase {
  /// Stands for NULL; asking for it first saves a question per row.
  private static final long NO_FLOAT_BITS = 0x7ff8_f12e_b0c4_e700L;

  private static final double NO_FLOAT = Double.longBitsToDouble(NO_FLOAT_BITS);

  private final ConnectionPool pool =
      new ConnectionPool(List.of("SET TimeZone = 'UTC'", "SET parquet_metadata_cache = true"));

  private ScanDatabase() {}

  private static final class Holder {
    private static final ScanDatabase SHARED = new ScanDatabase();
  }

  /// The database of this process.
  public static ScanDatabase shared() {
    return Holder.SHARED;
  }

  /// Reads the rows of a scan into a collector.
  ///
  /// @throws PromqlException when there are too many samples, when the time is over, for native
  ///   histograms, or of type `INTERNAL` when a file cannot be read
  public void read(SampleScan scan, SampleCollector collector, QueryLimits limits) {
    if (scan.files().isEmpty()) {
      return;
    }
    try (ConnectionPool.Lease lease = pool.lease();
        DuckDBPreparedStatement statement = lease.connection().prepare(scan.sql());
        AutoCloseable _ = StatementWatch.over(statement, limits);
        DuckDBChunkedResult result = statement.query()) {
      while (result.nextChunk()) {
        limits.check();
        limits.hold(collect(result.chunk(), collector));
      }
    } catch (PromqlException e) {
      throw e;
    } catch (Exception e) {
      limits.check();
      throw new PromqlException(
          PromqlException.Type.INTERNAL, "cannot read samples: " + e.getMessage(), null, e);
    }
  }

  private static int collect(DuckDBDataChunkReader chunk, SampleCollector collector) {
    DuckDBReadableVector ids = chunk.vector(0);
    DuckDBReadableVector times = chunk.vector(1);
    DuckDBReadableVector values = chunk.vector(2);
    long rows = chunk.rowCount();
    int taken = 0;
    for (long row = 0; row < rows; row++) {
      double value = values.getDouble(row, NO_FLOAT);
      if (Double.doubleToRawLongBits(value) == NO_FLOAT_BITS && values.isNull(row)) {
        throw new PromqlException(
            PromqlException.Type.EXECUTION, "not supported yet: native histograms", null);
      }
      long millis = SampleScan.millis(times.getLong(row));
      if (collector.add(SampleScan.moved(ids.getLong(row)), millis, value)) {
        taken++;
      }
    }
    return taken;
  }
}
