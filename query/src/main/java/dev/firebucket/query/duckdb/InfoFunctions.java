package dev.firebucket.query.duckdb;

import dev.firebucket.query.arena.InfoCall;
import dev.firebucket.query.arena.Members;
import dev.firebucket.query.arena.QueryArena.LabeledGrid;
import java.util.List;

/// Functions of `info`: all series and all info series in, a list of rows out.
final class InfoFunctions {
  private InfoFunctions() {}

  static void register(FunctionRegistrar functions) {
    // info_join(members, info members, n): the rows of the query's call of info number n; the info
    // members are '' where there is none.
    functions.handle("info_join", InfoFunctions::join, String.class, String.class, Integer.class);
    functions.handle("info_size", row -> rows(row).size(), Long.class);
    functions.handle(
        "info_labels", row -> rows(row).get((int) row.bigint(1)).labels(), Long.class, Long.class);
    functions.handle(
        "info_grid",
        row -> {
          LabeledGrid enriched = rows(row).get((int) row.bigint(1));
          return row.keep(enriched.grid());
        },
        Long.class,
        Long.class);
  }

  private static long join(RowArguments row) {
    Members base = row.members(0);
    InfoCall call = row.arena().program().infos().get(row.integer(2));
    Members info = row.text(1).isEmpty() ? null : row.members(1);
    return row.arena().joins().keep(new InfoJoin(call, base, info).rows());
  }

  private static List<LabeledGrid> rows(RowArguments row) {
    long handle = row.handle(0);
    return row.arena().joins().get(handle);
  }
}
