package dev.firebucket.query.promqltest;

import com.google.re2j.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a script says to do.
sealed interface ScriptCommand {
  /// Throw the store away.
  record Clear() implements ScriptCommand {}

  /// Store series, their positions `stepMillis` apart from the epoch on.
  ///
  /// @param withCustomBuckets whether classic histograms are stored as native ones too
  record Load(long stepMillis, boolean withCustomBuckets, List<SeriesLine> series)
      implements ScriptCommand {}

  /// Ask a query.
  ///
  /// @param line where in the file, from 1
  /// @param onlyAt the one step to compare; null for all
  /// @param stepMillis 0 for an instant query, which is asked at `endMillis`
  record Eval(
      int line,
      String query,
      long startMillis,
      long endMillis,
      long stepMillis,
      @Nullable Long onlyAt,
      Expectation expectation)
      implements ScriptCommand {
    boolean instant() {
      return stepMillis == 0;
    }
  }

  /// What must come out.
  ///
  /// @param rangeVector the positions of a range vector: start and step; null otherwise
  record Expectation(
      List<SeriesLine> series,
      @Nullable Double scalar,
      @Nullable String string,
      boolean ordered,
      @Nullable Note fail,
      List<Note> warnings,
      List<Note> infos,
      boolean noWarnings,
      boolean noInfos,
      long @Nullable [] rangeVector) {}

  /// A text that is expected: any, this very one, or one that a regular expression finds.
  ///
  /// @param kind `any`, `msg`, `regex`
  record Note(String kind, String text) {
    boolean matches(String actual) {
      return switch (kind) {
        case "msg" -> actual.equals(text);
        case "regex" -> Pattern.compile(text).matcher(actual).find();
        default -> true;
      };
    }
  }
}
