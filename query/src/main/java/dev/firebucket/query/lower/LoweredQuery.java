package dev.firebucket.query.lower;

import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.relation.Column;
import dev.firebucket.query.relation.Expression.Field;
import dev.firebucket.query.relation.Relation;
import dev.firebucket.query.relation.Statement;
import java.util.List;
import java.util.Optional;

/// A query as relational values over what Java lends to them.
///
/// @param statements to evaluate in turn; of all but the last, the rows are lent to those after it
/// @param sources what the relations that Java lends are filled with, by number
/// @param notes warnings that hold whatever the data
/// @param rawSamples whether the answer's column `grid` holds samples, not grids
public record LoweredQuery(
    List<Statement> statements, List<Source> sources, List<Note> notes, boolean rawSamples) {

  public LoweredQuery {
    statements = List.copyOf(statements);
    sources = List.copyOf(sources);
    notes = List.copyOf(notes);
  }

  /// A warning.
  ///
  /// @param text without the prefix `PromQL warning: `
  /// @param range its place in the query
  public record Note(String text, SourceRange range) {}

  /// Rows of a source that are the answer as they are: nothing is to be evaluated.
  ///
  /// @param lent number of the source
  /// @param withoutName whether the metric name goes
  public record HandedOn(int lent, boolean withoutName) {}

  /// The source whose rows are the answer, where the query only hands one on.
  public Optional<HandedOn> handedOn() {
    Statement last = statements.getLast();
    if (last.tables().size() == 1
        && last.tables().getFirst().rows() instanceof Relation.Map(var columns, var input)
        && input instanceof Relation.Lent(int number)
        && columns.equals(List.of(Column.LABELS, Column.GRID))) {
      boolean named = last.labels().equals(Field.LABELS);
      if (named || last.labels().equals(Terms.unnamed(Field.LABELS))) {
        return Optional.of(new HandedOn(number, !named));
      }
    }
    return Optional.empty();
  }
}
