package dev.firebucket.query.duckdb;

import dev.firebucket.query.arena.Members;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.kernel.element.SetKernel;
import dev.firebucket.query.result.LabelText;
import dev.firebucket.storage.model.LabelSet;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What matching and merging forbid, asked per step: a series that ends where its twin begins is no
/// error.
public final class MatchFunctions {

  /// Why two rows must not hold something at the same step.
  public enum Clash {
    /// Two series of a result have the same labels.
    SAME_LABELS("vector cannot contain metrics with the same labelset"),
    /// The same of what joins series after it was computed: a number and a histogram do not clash
    /// there, the number is what is seen of both.
    SAME_LABELS_OF_A_KIND("vector cannot contain metrics with the same labelset"),
    /// The same of functions of windows: two series must not have the same labels even where they
    /// never meet.
    SAME_LABELS_EVER("vector cannot contain metrics with the same labelset"),
    /// Two series of the left meet the same one of the right.
    MANY_TO_ONE(
        "multiple matches for labels: many-to-one matching must be explicit"
            + " (group_left/group_right)"),
    /// Two series of the many side come out with the same labels.
    GROUPING("multiple matches for labels: grouping labels must ensure unique matches");

    private final String message;

    Clash(String message) {
      this.message = message;
    }

    /// Its name in SQL.
    public String sqlName() {
      return name().toLowerCase(Locale.ROOT);
    }

    private static Clash of(String sqlName) {
      return Arrays.stream(values())
          .filter(clash -> clash.sqlName().equals(sqlName))
          .findFirst()
          .orElseThrow();
    }
  }

  private MatchFunctions() {}

  static void register(FunctionRegistrar functions) {
    // grid_merge(members, 'same_labels'): one grid of those that never meet at a step.
    functions.handle("grid_merge", MatchFunctions::merge, String.class, String.class);
    // match_conflicts(signature, members, others, 'right'): 0, or the error of a match group that
    // is
    // not unique at a step where the other side has anything.
    functions.handle(
        "match_conflicts",
        MatchFunctions::conflicts,
        Long.class,
        String.class,
        Long.class,
        String.class);
  }

  private static long merge(RowArguments row) {
    Members members = row.members(0);
    Clash clash = Clash.of(row.constant(1));
    Optional<Grid> merged =
        clash == Clash.SAME_LABELS_EVER
            ? Optional.empty()
            : SetKernel.merge(members.objects(), clash == Clash.SAME_LABELS_OF_A_KIND);
    if (merged.isEmpty()) {
      throw new PromqlException(PromqlException.Type.EXECUTION, clash.message, null);
    }
    return row.keep(merged.get());
  }

  private static long conflicts(RowArguments row) {
    LabelSet signature = labels(row, row.handle(0));
    Members members = row.members(1);
    Grid others = row.grid(2);
    List<Grid> grids = members.objects();
    for (int step = others.nextPresent(0); step >= 0; step = others.nextPresent(step + 1)) {
      int first = -1;
      for (int i = 0; i < grids.size(); i++) {
        if (!grids.get(i).isPresent(step)) {
          continue;
        }
        if (first >= 0) {
          throw duplicate(
              signature,
              row.constant(3),
              labels(row, members.labels()[i]),
              labels(row, members.labels()[first]));
        }
        first = i;
      }
    }
    return 0;
  }

  private static LabelSet labels(RowArguments row, long handle) {
    return row.arena().labels().get(handle);
  }

  private static PromqlException duplicate(
      LabelSet signature, String side, LabelSet second, LabelSet first) {
    return new PromqlException(
        PromqlException.Type.EXECUTION,
        "found duplicate series for the match group "
            + LabelText.of(signature)
            + " on the "
            + side
            + " hand-side of the operation: ["
            + LabelText.of(second)
            + ", "
            + LabelText.of(first)
            + "];many-to-many matching not allowed: matching labels must be unique on one side",
        null);
  }
}
