package dev.firebucket.query.operation;

import dev.firebucket.query.arena.CallSite;
import dev.firebucket.query.arena.Members;
import dev.firebucket.query.arena.QueryArena.LabeledGrid;
import java.util.List;

/// Operations of `info`: all series and all info series in, a list of rows out.
public final class InfoOperations {
  /// `info_join(members, info members, site)`: the rows of a call of `info`; the others take them
  /// apart.
  public static final Operation.OfHandle JOIN =
      Operation.nullable(
          "info_join", InfoOperations::join, String.class, String.class, Integer.class);

  public static final Operation.OfHandle SIZE =
      Operation.handle("info_size", row -> rows(row).size(), Long.class);

  public static final Operation.OfHandle LABELS =
      Operation.handle("info_labels", row -> at(row).labels(), Long.class, Long.class);

  public static final Operation.OfHandle GRID =
      Operation.handle("info_grid", row -> row.keep(at(row).grid()), Long.class, Long.class);

  private InfoOperations() {}

  static List<Operation> all() {
    return List.of(JOIN, SIZE, LABELS, GRID);
  }

  private static long join(Arguments row) {
    if (row.isNull(0)) {
      return Arguments.NULL;
    }
    Members base = row.members(0);
    Members info = row.isNull(1) ? null : row.members(1);
    CallSite.InfoCall call = row.site(2, CallSite.InfoCall.class);
    return row.arena().joins().keep(new InfoJoin(call, base, info).rows());
  }

  private static List<LabeledGrid> rows(Arguments row) {
    long handle = row.handle(0);
    return row.arena().joins().get(handle);
  }

  private static LabeledGrid at(Arguments row) {
    return rows(row).get((int) row.handle(1));
  }
}
