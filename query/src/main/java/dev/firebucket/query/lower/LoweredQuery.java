package dev.firebucket.query.lower;

import dev.firebucket.query.arena.QueryArena;
import java.util.List;

/// A query as SQL over what Java lends to it.
///
/// @param sql one statement giving `(labels, grid)`; the query's number stands in it as `$query`
/// @param sources what `grids($query, n)` lends, by n
/// @param program what the SQL refers to by number
/// @param rawSamples whether the answer's column `grid` holds samples, not grids
public record LoweredQuery(
    String sql, List<Source> sources, QueryArena.Program program, boolean rawSamples) {
  public LoweredQuery {
    sources = List.copyOf(sources);
  }

  /// The statement with the query's number in place.
  public String sqlFor(QueryArena arena) {
    return sql.replace(Lowering.QUERY, Integer.toString(arena.number()));
  }
}
