package dev.firebucket.query.duckdb;

import dev.firebucket.query.arena.Members;
import dev.firebucket.query.arena.QueryArena;
import dev.firebucket.query.grid.Grid;
import java.util.Objects;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/// The arguments of one row of a function that SQL calls: a cursor over a chunk.
final class RowArguments {
  /// What a function gives for SQL's NULL: no grid.
  static final long NULL = -1;

  private final DuckDBReadableVector[] columns;
  private final @Nullable String[] constants;
  private long row;
  private @Nullable QueryArena arena;

  RowArguments(DuckDBDataChunkReader chunk) {
    columns = new DuckDBReadableVector[(int) chunk.columnCount()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = chunk.vector(i);
    }
    constants = new @Nullable String[columns.length];
  }

  void moveTo(long row) {
    this.row = row;
  }

  boolean isNull(int column) {
    return columns[column].isNull(row);
  }

  boolean isAnyNull() {
    for (DuckDBReadableVector column : columns) {
      if (column.isNull(row)) {
        return true;
      }
    }
    return false;
  }

  /// A handle; the first one read says which query this is.
  long handle(int column) {
    long handle = columns[column].getLong(row);
    if (arena == null) {
      arena = QueryArena.ofHandle(handle);
      arena.limits().check();
    }
    return handle;
  }

  int integer(int column) {
    return columns[column].getInt(row);
  }

  long bigint(int column) {
    return columns[column].getLong(row);
  }

  double number(int column) {
    return columns[column].getDouble(row);
  }

  String text(int column) {
    return columns[column].getString(row);
  }

  /// A text that is the same in all rows, a literal of our SQL: read once.
  String constant(int column) {
    String known = constants[column];
    if (known == null) {
      known = columns[column].getString(row);
      constants[column] = known;
    }
    return known;
  }

  Grid grid(int column) {
    long handle = handle(column);
    return arena().grids().get(handle);
  }

  /// A group handed over as text.
  Members members(int column) {
    Members members = Members.parse(text(column));
    if (arena == null) {
      arena = members.arena();
      arena.limits().check();
    }
    return members;
  }

  /// The query; a handle or a group must have been read before.
  QueryArena arena() {
    return Objects.requireNonNull(arena, "no handle read yet");
  }

  /// Whether it is known which query this is.
  @Nullable QueryArena arenaIfKnown() {
    return arena;
  }

  /// Keeps a grid for SQL; an empty one is NULL.
  long keep(Grid grid) {
    return grid.isEmpty() ? NULL : arena().grids().keep(grid);
  }
}
