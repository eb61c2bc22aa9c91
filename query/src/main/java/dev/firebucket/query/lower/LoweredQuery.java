package dev.firebucket.query.lower;

import dev.firebucket.query.arena.QueryArena;
import dev.firebucket.query.ast.SourceRange;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A query as SQL over what Java lends to it.
///
/// @param stages statements that run before, in turn: `grids(-n)` lends the rows of the nth
/// @param sql the last statement, giving `(labels, grid)`
/// @param sources what `grids(n)` lends, by n
/// @param program what the SQL refers to by number
/// @param notes warnings that hold whatever the data
/// @param rawSamples whether the answer's column `grid` holds samples, not grids
public record LoweredQuery(
    List<String> stages,
    String sql,
    List<Source> sources,
    QueryArena.Program program,
    List<Note> notes,
    boolean rawSamples) {
  private static final Pattern BARE_SOURCE =
      Pattern.compile(
          "WITH\n(\\w+) AS \\(\n  SELECT labels, grid FROM grids\\(0\\)\n\\)\n"
              + "SELECT (labels|labels_unnamed\\(labels\\)), grid FROM \\1");

  /// How the rows of the only source are the answer: the SQL need not be run.
  public enum HandedOn {
    AS_THEY_ARE,
    WITHOUT_NAME
  }

  public LoweredQuery {
    stages = List.copyOf(stages);
    sources = List.copyOf(sources);
    notes = List.copyOf(notes);
  }

  /// A warning.
  ///
  /// @param text without the prefix `PromQL warning: `
  /// @param range its place in the query
  public record Note(String text, SourceRange range) {}

  /// All statements, as a reader sees them.
  public String script() {
    return stages.isEmpty() ? sql : String.join(";\n\n", stages) + ";\n\n" + sql;
  }

  /// Whether, and how, the statement only hands its one source on.
  public Optional<HandedOn> handedOn() {
    Matcher bare = BARE_SOURCE.matcher(sql);
    if (!bare.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        bare.group(2).equals("labels") ? HandedOn.AS_THEY_ARE : HandedOn.WITHOUT_NAME);
  }
}
