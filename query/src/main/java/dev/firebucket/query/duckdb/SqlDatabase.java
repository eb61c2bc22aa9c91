package dev.firebucket.query.duckdb;

import dev.firebucket.query.arena.QueryArena;
import dev.firebucket.query.arena.QueryLimits;
import dev.firebucket.query.arena.RunningQueries;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.operation.Operations;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;

/// Runs the SQL of queries. One for the process: DuckDB's functions cannot be registered twice.
///
/// It has one thread, so that rows, and with them sums, come in the same order each time; what is
/// worth several cores happens in the scan and in the kernels. Safe for use by several threads.
public final class SqlDatabase {
  /// DuckDB's functions are the process' own, so what they look their queries up in is too.
  private static final RunningQueries QUERIES = new RunningQueries();

  /// A statement computes and never waits: more at once than there are cores would only hold
  /// memory.
  private static final int AT_ONCE = Math.max(2, Runtime.getRuntime().availableProcessors());

  private static final long LOOK_AROUND_MILLIS = 50;

  /// Bytes; 0 for DuckDB's own limit.
  private static final AtomicLong MEMORY = new AtomicLong();

  private final ConnectionPool pool =
      new ConnectionPool(settings(MEMORY.get()), LentRelations::prepare);

  private final Semaphore turns = new Semaphore(AT_ONCE, true);

  private SqlDatabase() {
    FunctionRegistrar functions = new FunctionRegistrar(pool.root(), QUERIES);
    LentRelations.register(functions);
    Operations.all().forEach(functions::operation);
  }

  /// No SQL of a query reads a file: what a text could smuggle in would find nothing to open.
  ///
  /// @param memoryBytes 0 for DuckDB's own limit
  static List<String> settings(long memoryBytes) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "SET threads = 1",
                ConnectionPool.NO_EXTENSIONS,
                "SET enable_external_access = false"));
    if (memoryBytes > 0) {
      settings.add("SET memory_limit = '%dB'".formatted(memoryBytes));
    }
    settings.add(ConnectionPool.LOCKED);
    return settings;
  }

  /// Limits the memory of this process' database. It counts when it is said before the first query:
  /// an open database keeps its settings.
  ///
  /// @param bytes 0 to leave it as it is
  public static void limitMemory(long bytes) {
    if (bytes > 0) {
      MEMORY.set(bytes);
    }
  }

  private static final class Holder {
    private static final SqlDatabase SHARED = new SqlDatabase();
  }

  /// The database of this process, opened at the first call: a second on a cold machine.
  public static SqlDatabase shared() {
    return Holder.SHARED;
  }

  /// The queries whose SQL can run here; this opens no database.
  public static RunningQueries queries() {
    return QUERIES;
  }

  /// A row of a query's answer.
  ///
  /// @param labels handle of a label set
  /// @param grid handle of a grid, or of samples
  public record Row(long labels, long grid) {}

  /// Runs a statement that gives `(labels, grid)`.
  ///
  /// @param sql the same text for the same query next time, so that its plan is kept
  /// @throws PromqlException what a function threw, or type `TIMEOUT`, or type `INTERNAL`
  public List<Row> run(String sql, QueryArena arena) {
    awaitTurn(arena.limits());
    try {
      return runInTurn(sql, arena);
    } finally {
      turns.release();
    }
  }

  private void awaitTurn(QueryLimits limits) {
    try {
      while (!turns.tryAcquire(LOOK_AROUND_MILLIS, TimeUnit.MILLISECONDS)) {
        limits.check();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PromqlException(
          PromqlException.Type.CANCELED, "query was canceled in query execution", null, e);
    }
  }

  private List<Row> runInTurn(String sql, QueryArena arena) {
    try (ConnectionPool.Lease lease = pool.lease();
        AutoCloseable _ = QUERIES.run(arena, lease.number())) {
      boolean failed = true;
      try {
        List<Row> rows = run(lease.prepared(sql), arena);
        failed = false;
        return rows;
      } finally {
        lease.done(sql, failed);
      }
    } catch (Exception e) {
      throw translate(e, arena);
    }
  }

  private static List<Row> run(DuckDBPreparedStatement statement, QueryArena arena)
      throws Exception {
    try (AutoCloseable _ = StatementWatch.over(statement, arena.limits());
        DuckDBChunkedResult result = statement.query()) {
      return rows(result);
    }
  }

  private static List<Row> rows(DuckDBChunkedResult result) {
    List<Row> rows = new ArrayList<>();
    while (result.nextChunk()) {
      DuckDBDataChunkReader chunk = result.chunk();
      for (long i = 0; i < chunk.rowCount(); i++) {
        if (!chunk.vector(1).isNull(i)) {
          rows.add(new Row(chunk.vector(0).getLong(i), chunk.vector(1).getLong(i)));
        }
      }
    }
    return rows;
  }

  private static PromqlException translate(Exception error, QueryArena arena) {
    PromqlException kept = arena.failure();
    if (kept != null) {
      return kept;
    }
    if (error instanceof PromqlException promql) {
      return promql;
    }
    arena.limits().check();
    return new PromqlException(
        PromqlException.Type.INTERNAL,
        "DuckDB failed on the query's SQL: " + error.getMessage(),
        null,
        error);
  }
}
