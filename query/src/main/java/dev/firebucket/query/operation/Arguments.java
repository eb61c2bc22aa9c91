package dev.firebucket.query.operation;

import dev.firebucket.query.arena.CallSite;
import dev.firebucket.query.arena.Members;
import dev.firebucket.query.arena.QueryArena;
import dev.firebucket.query.grid.Grid;
import java.util.function.Supplier;

/// The arguments of an operation on one row, by place.
public interface Arguments {
  /// What an operation gives where it has no value: no grid.
  long NULL = -1;

  boolean isNull(int place);

  /// A handle of the query, or a count.
  long handle(int place);

  double number(int place);

  String text(int place);

  /// A text that is the same in all rows.
  String constant(int place);

  /// What an operation makes of its constants, which are the same in all rows: made once.
  <T> T prepared(Supplier<T> made);

  /// The rows of a group.
  Members members(int place);

  /// The call site that SQL names by its number.
  <C extends CallSite> C site(int place, Class<C> type);

  /// The query; a handle or a group must have been read before.
  QueryArena arena();

  default Grid grid(int place) {
    long handle = handle(place);
    return arena().grids().get(handle);
  }

  /// Keeps a grid in the arena; an empty one is no value.
  default long keep(Grid grid) {
    return grid.isEmpty() ? NULL : arena().grids().keep(grid);
  }
}
