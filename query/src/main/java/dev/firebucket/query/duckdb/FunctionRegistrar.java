package dev.firebucket.query.duckdb;

import dev.firebucket.query.arena.QueryArena;
import dev.firebucket.query.arena.RunningQueries;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.operation.Arguments;
import dev.firebucket.query.operation.Operation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBScalarFunction;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.duckdb.DuckDBWritableVector;

/// Makes operations known to SQL: one row of arguments in, one value out.
final class FunctionRegistrar {
  private final Connection connection;
  private final RunningQueries queries;

  /// @param queries where an operation finds its query
  FunctionRegistrar(Connection connection, RunningQueries queries) {
    this.connection = connection;
    this.queries = queries;
  }

  RunningQueries queries() {
    return queries;
  }

  /// Registers an operation as a function of its name.
  void operation(Operation operation) {
    switch (operation) {
      case Operation.OfHandle handle ->
          register(
              handle.name(),
              Long.class,
              (chunk, out) ->
                  eachRow(
                      chunk,
                      (row, at) -> {
                        long value = handle.apply(row);
                        if (value == Arguments.NULL) {
                          out.setNull(at);
                        } else {
                          out.setLong(at, value);
                        }
                      }),
              false,
              handle.parameters());
      case Operation.OfText text ->
          register(
              text.name(),
              String.class,
              (chunk, out) ->
                  eachRow(chunk, (row, at) -> out.setString(at, text.body().apply(row))),
              false,
              text.parameters());
    }
  }

  private interface RowConsumer {
    void accept(RowArguments row, long at);
  }

  private void eachRow(DuckDBDataChunkReader chunk, RowConsumer consumer) {
    RowArguments row = new RowArguments(chunk, queries);
    long rows = chunk.rowCount();
    try {
      for (long at = 0; at < rows; at++) {
        row.moveTo(at);
        consumer.accept(row, at);
      }
    } catch (PromqlException e) {
      // The database passes on only the text of an error: the query keeps the error itself.
      QueryArena arena = row.arenaIfKnown();
      throw arena == null ? e : arena.fail(e);
    }
  }

  /// Fills a column from a chunk of arguments.
  interface ChunkFunction extends DuckDBScalarFunction {
    @Override
    void apply(DuckDBDataChunkReader chunk, DuckDBWritableVector out);
  }

  /// Registers a function of a chunk that gives a BIGINT, another one each time it is asked.
  void changing(String name, ChunkFunction function, Class<?>... parameters) {
    register(name, Long.class, function, true, List.of(parameters));
  }

  private void register(
      String name,
      Class<?> result,
      ChunkFunction function,
      boolean changing,
      List<Class<?>> parameters) {
    try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
      if (changing) {
        builder.withVolatile();
      }
      builder
          .withName(name)
          .withParameters(parameters.toArray(Class<?>[]::new))
          .withReturnType(result)
          .withVectorizedFunction(function)
          .register(connection);
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB does not take the function " + name, e);
    }
  }
}
