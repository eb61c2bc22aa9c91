package dev.firebucket.query.duckdb;

import dev.firebucket.query.arena.CallSite;
import dev.firebucket.query.arena.Members;
import dev.firebucket.query.arena.QueryArena;
import dev.firebucket.query.arena.RunningQueries;
import dev.firebucket.query.operation.Arguments;
import java.util.Objects;
import java.util.function.Supplier;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/// The arguments of one row of a function that SQL calls: a cursor over a chunk.
final class RowArguments implements Arguments {
  private final RunningQueries queries;
  private final DuckDBReadableVector[] columns;
  private final @Nullable String[] constants;
  private long row;
  private @Nullable QueryArena arena;
  private @Nullable Object prepared;

  RowArguments(DuckDBDataChunkReader chunk, RunningQueries queries) {
    this.queries = queries;
    columns = new DuckDBReadableVector[(int) chunk.columnCount()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = chunk.vector(i);
    }
    constants = new @Nullable String[columns.length];
  }

  void moveTo(long row) {
    this.row = row;
  }

  @Override
  public boolean isNull(int column) {
    return columns[column].isNull(row);
  }

  /// A handle; the first one read says which query this is.
  @Override
  public long handle(int column) {
    long handle = columns[column].getLong(row);
    if (arena == null) {
      arena = queries.ofHandle(handle);
      arena.limits().check();
    }
    return handle;
  }

  @Override
  public <C extends CallSite> C site(int column, Class<C> type) {
    return type.cast(arena().site(columns[column].getInt(row)));
  }

  @Override
  public double number(int column) {
    return columns[column].getDouble(row);
  }

  @Override
  public String text(int column) {
    return columns[column].getString(row);
  }

  /// A text that is the same in all rows, a literal of our SQL: read once.
  @Override
  public String constant(int column) {
    String known = constants[column];
    if (known == null) {
      known = columns[column].getString(row);
      constants[column] = known;
    }
    return known;
  }

  @Override
  @SuppressWarnings("unchecked") // of one operation, which asks for one type
  public <T> T prepared(Supplier<T> made) {
    Object known = prepared;
    if (known == null) {
      known = made.get();
      prepared = known;
    }
    return (T) known;
  }

  /// A group handed over as text.
  @Override
  public Members members(int column) {
    Members members = Members.parse(text(column), queries);
    if (arena == null) {
      arena = members.arena();
      arena.limits().check();
    }
    return members;
  }

  /// The query; a handle or a group must have been read before.
  @Override
  public QueryArena arena() {
    return Objects.requireNonNull(arena, "no handle read yet");
  }

  /// Whether it is known which query this is.
  @Nullable QueryArena arenaIfKnown() {
    return arena;
  }
}
