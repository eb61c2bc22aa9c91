package dev.firebucket.query.operation;

import dev.firebucket.query.arena.Members;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.kernel.element.SetKernel;
import dev.firebucket.query.result.LabelText;
import dev.firebucket.storage.model.LabelSet;
import java.util.List;
import java.util.Optional;

/// What matching and merging forbid, asked per step: a series that ends where its twin begins is no
/// error.
public final class MatchOperations {
  /// `grid_merge(members, 'same_labels')`: one grid of those that never meet at a step.
  public static final Operation.OfHandle MERGE =
      Operation.handle("grid_merge", MatchOperations::merge, String.class, String.class);

  /// `match_conflicts(signature, members, others, 'right')`: 0, or the error of a match group that
  /// is not unique at a step where the other side has anything.
  public static final Operation.OfHandle CONFLICTS =
      Operation.handle(
          "match_conflicts",
          MatchOperations::conflicts,
          Long.class,
          String.class,
          Long.class,
          String.class);

  private MatchOperations() {}

  static List<Operation> all() {
    return List.of(MERGE, CONFLICTS);
  }

  private static long merge(Arguments row) {
    Members members = row.members(0);
    Clash clash = Clash.of(row.constant(1));
    Optional<Grid> merged =
        clash == Clash.SAME_LABELS_EVER
            ? Optional.empty()
            : SetKernel.merge(members.objects(), clash == Clash.SAME_LABELS_OF_A_KIND);
    if (merged.isEmpty()) {
      throw new PromqlException(PromqlException.Type.EXECUTION, clash.message(), null);
    }
    return row.keep(merged.get());
  }

  private static long conflicts(Arguments row) {
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

  private static LabelSet labels(Arguments row, long handle) {
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
