package dev.firebucket.query.duckdb;

import dev.firebucket.query.arena.QueryArena;
import dev.firebucket.query.error.PromqlException;
import java.sql.Connection;
import java.sql.SQLException;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBScalarFunction;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.duckdb.DuckDBWritableVector;

/// Makes functions known to SQL: one row of arguments in, one value out.
final class FunctionRegistrar {
  private final Connection connection;

  FunctionRegistrar(Connection connection) {
    this.connection = connection;
  }

  /// A function of one row that gives a handle or a count, [RowArguments#NULL] for NULL.
  interface HandleFunction {
    long apply(RowArguments row);
  }

  /// A function of one row that gives text.
  interface TextFunction {
    String apply(RowArguments row);
  }

  /// Registers a function that gives a BIGINT; NULL where any argument is.
  void handle(String name, HandleFunction function, Class<?>... parameters) {
    nullable(name, row -> row.isAnyNull() ? RowArguments.NULL : function.apply(row), parameters);
  }

  /// Registers a function that gives a BIGINT and takes NULL as an argument.
  void nullable(String name, HandleFunction function, Class<?>... parameters) {
    register(
        name,
        Long.class,
        (chunk, out) ->
            eachRow(
                chunk,
                (row, at) -> {
                  long handle = function.apply(row);
                  if (handle == RowArguments.NULL) {
                    out.setNull(at);
                  } else {
                    out.setLong(at, handle);
                  }
                }),
        parameters);
  }

  /// Registers a function that gives a VARCHAR; its arguments must not be NULL.
  void text(String name, TextFunction function, Class<?>... parameters) {
    register(
        name,
        String.class,
        (chunk, out) -> eachRow(chunk, (row, at) -> out.setString(at, function.apply(row))),
        parameters);
  }

  private interface RowConsumer {
    void accept(RowArguments row, long at);
  }

  private static void eachRow(DuckDBDataChunkReader chunk, RowConsumer consumer) {
    RowArguments row = new RowArguments(chunk);
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

  /// Registers a function of a chunk that gives a BIGINT, another one each time it is asked.
  void changing(String name, ChunkFunction function, Class<?>... parameters) {
    register(name, Long.class, function, true, parameters);
  }

  /// Fills a column from a chunk of arguments.
  interface ChunkFunction extends DuckDBScalarFunction {
    @Override
    void apply(DuckDBDataChunkReader chunk, DuckDBWritableVector out);
  }

  private void register(
      String name, Class<?> result, ChunkFunction function, Class<?>... parameters) {
    register(name, result, function, false, parameters);
  }

  private void register(
      String name,
      Class<?> result,
      ChunkFunction function,
      boolean changing,
      Class<?>... parameters) {
    try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
      if (changing) {
        builder.withVolatile();
      }
      builder
          .withName(name)
          .withParameters(parameters)
          .withReturnType(result)
          .withVectorizedFunction(function)
          .register(connection);
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB does not take the function " + name, e);
    }
  }
}
