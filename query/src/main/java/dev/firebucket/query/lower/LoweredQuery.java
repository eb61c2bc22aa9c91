package dev.firebucket.query.lower;

import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.relation.Statement;
import java.util.List;
import java.util.Set;

/// A query as relational values over what Java lends to them.
///
/// @param statements to evaluate in turn; of all but the last, the rows are lent to those after it
/// @param sources what the relations that Java lends are filled with, by number
/// @param scanned numbers of the scans whose rows the statements read
/// @param fragments aggregations that are begun in shards; none where the query runs whole
/// @param notes warnings that hold whatever the data
/// @param rawSamples whether the answer's column `grid` holds samples, not grids
/// @param acrossSteps whether an answer at one step depends on what is at others: then the query
///   has no slices of time
public record LoweredQuery(
    List<Statement> statements,
    List<Source> sources,
    Set<Integer> scanned,
    List<Fragment> fragments,
    List<Note> notes,
    boolean rawSamples,
    boolean acrossSteps) {

  public LoweredQuery {
    statements = List.copyOf(statements);
    sources = List.copyOf(sources);
    scanned = Set.copyOf(scanned);
    fragments = List.copyOf(fragments);
    notes = List.copyOf(notes);
  }

  /// A warning.
  ///
  /// @param text without the prefix `PromQL warning: `
  /// @param range its place in the query
  public record Note(String text, SourceRange range) {}
}
