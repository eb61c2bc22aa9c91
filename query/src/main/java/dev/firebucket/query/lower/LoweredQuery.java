package dev.firebucket.query.lower;

import dev.firebucket.query.arena.QueryArena;
import dev.firebucket.query.ast.SourceRange;
import java.util.List;
import java.util.regex.Pattern;

/// A query as SQL over what Java lends to it.
///
/// @param sql one statement giving `(labels, grid)`; the query's number stands in it as `$query`
/// @param sources what `grids($query, n)` lends, by n
/// @param program what the SQL refers to by number
/// @param notes warnings that hold whatever the data
/// @param rawSamples whether the answer's column `grid` holds samples, not grids
public record LoweredQuery(
    String sql,
    List<Source> sources,
    QueryArena.Program program,
    List<Note> notes,
    boolean rawSamples) {
  private static final Pattern BARE_SOURCE =
      Pattern.compile(
          "WITH\n(\\w+) AS \\(\n  SELECT labels, grid FROM grids\\(\\$query, 0\\)\n\\)\n"
              + "SELECT labels, grid FROM \\1");

  public LoweredQuery {
    sources = List.copyOf(sources);
    notes = List.copyOf(notes);
  }

  /// A warning.
  ///
  /// @param text without the prefix `PromQL warning: `
  /// @param range its place in the query
  public record Note(String text, SourceRange range) {}

  /// Whether the statement only hands its one source on: then it need not be run.
  public boolean handsSourceOn() {
    return BARE_SOURCE.matcher(sql).matches();
  }

  /// The statement with the query's number in place.
  public String sqlFor(QueryArena arena) {
    return sql.replace(Lowering.QUERY, Integer.toString(arena.number()));
  }
}
