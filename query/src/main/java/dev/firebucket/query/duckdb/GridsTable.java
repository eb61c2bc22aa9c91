package dev.firebucket.query.duckdb;

import dev.firebucket.query.arena.QueryArena;
import dev.firebucket.query.arena.Relation;
import java.sql.Connection;
import java.sql.SQLException;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionBuilder;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBWritableVector;

/// The table function `grids(query, n)`: lends the query's relation number n to SQL, with the
/// columns `labels` and `grid`.
final class GridsTable
    implements DuckDBTableFunction<Relation, GridsTable.Position, GridsTable.Nothing> {

  /// How far a statement has read.
  static final class Position {
    private int next;
  }

  /// There is no state per thread.
  record Nothing() {}

  static void register(Connection connection) {
    try (DuckDBTableFunctionBuilder builder = DuckDBFunctions.tableFunction()) {
      builder
          .withName("grids")
          .withParameters(Integer.class, Integer.class)
          .withFunction(new GridsTable())
          .register(connection);
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB does not take the table function grids", e);
    }
  }

  @Override
  public Relation bind(DuckDBTableFunctionBindInfo info) {
    info.addResultColumn("labels", Long.class).addResultColumn("grid", Long.class);
    QueryArena arena = QueryArena.of(info.getParameter(0).getInt());
    Relation relation = arena.relations().get(info.getParameter(1).getInt());
    info.setCardinality(relation.rows(), true);
    return relation;
  }

  @Override
  public Position init(DuckDBTableFunctionInitInfo info) {
    info.setMaxThreads(1);
    return new Position();
  }

  @Override
  public Nothing localInit(DuckDBTableFunctionInitInfo info) {
    return new Nothing();
  }

  @Override
  public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk) {
    Relation relation = info.getBindData();
    Position position = info.getInitData();
    int count = (int) Math.min(chunk.capacity(), relation.rows() - position.next);
    DuckDBWritableVector labels = chunk.vector(0);
    DuckDBWritableVector grids = chunk.vector(1);
    for (int i = 0; i < count; i++) {
      labels.setLong(i, relation.labels()[position.next + i]);
      grids.setLong(i, relation.values()[position.next + i]);
    }
    position.next += count;
    return count;
  }
}
