package dev.firebucket.query.engine;

import dev.firebucket.query.arena.LentRows;
import dev.firebucket.query.arena.QueryArena;
import dev.firebucket.query.arena.QueryLimits;
import dev.firebucket.query.cache.SampleCache;
import dev.firebucket.query.duckdb.SqlDatabase;
import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.kernel.aggregate.PartialGrid;
import dev.firebucket.query.lower.Fragment;
import dev.firebucket.query.lower.LowerPlan;
import dev.firebucket.query.lower.LoweredQuery;
import dev.firebucket.query.lower.PlanScans;
import dev.firebucket.query.parser.ParserFeatures;
import dev.firebucket.query.parser.PromqlParser;
import dev.firebucket.query.plan.Binder;
import dev.firebucket.query.plan.LanguageFeatures;
import dev.firebucket.query.plan.Plan;
import dev.firebucket.query.relation.Statement;
import dev.firebucket.query.shard.IdRange;
import dev.firebucket.query.shard.ShardAnswer;
import dev.firebucket.query.shard.ShardTask;
import dev.firebucket.query.sql.PrintedQuery;
import dev.firebucket.query.sql.SqlPrinter;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.read.SnapshotSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Does the task of a shard: the query from its text on, over a range of series.
///
/// @param store what to read for a range of series
record ShardWorker(Function<IdRange, SnapshotSource> store) {
  /// Shards run side by side: each has one thread.
  private static final KernelPool ALONE = new KernelPool(1);

  /// @throws dev.firebucket.query.error.PromqlException for whatever goes wrong
  ShardAnswer run(ShardTask task, QueryLimits limits) {
    LanguageFeatures meaning = LanguageFeatures.of(task.features());
    Plan plan =
        Binder.bind(
            PromqlParser.parse(task.query(), ParserFeatures.of(task.features())),
            task.steps(),
            task.options());
    PlanScans scans = PlanScans.of(plan, meaning);
    LoweredQuery lowered = LowerPlan.inShards(plan, scans, task.typed(), task.begun());
    ShardParts parts = ShardParts.of(lowered, scans.scans());
    List<Statement> statements = lowered.fragments().stream().map(Fragment::rows).toList();
    PrintedQuery printed =
        statements.isEmpty()
            ? new PrintedQuery(List.of(), "", List.of())
            : SqlPrinter.print(statements);
    try (ScanRun found =
            ScanRun.find(
                scans.scans(),
                parts::isRead,
                store.apply(task.ids()),
                new ReadGuard(limits, 0),
                limits,
                CostLog.NONE);
        QueryArena arena = SqlDatabase.queries().open(printed.sites(), meaning, limits)) {
      found.fill(List.copyOf(scans.scans()), parts.unread(), arena, ALONE, new SampleCache(0));
      return answer(lowered, parts, printed, arena);
    } catch (IOException e) {
      throw Evaluator.unreadable(e);
    }
  }

  private static ShardAnswer answer(
      LoweredQuery lowered, ShardParts parts, PrintedQuery printed, QueryArena arena) {
    List<List<ShardAnswer.Group>> groups = new ArrayList<>();
    for (int number = 0; number < lowered.fragments().size(); number++) {
      Fragment fragment = lowered.fragments().get(number);
      String sql = number < printed.stages().size() ? printed.stages().get(number) : printed.sql();
      Optional<List<ShardAnswer.Group>> begun =
          begun(fragment, StatementRows.of(fragment.rows(), sql, arena), arena);
      if (begun.isEmpty()) {
        return new ShardAnswer.NeedsGrids();
      }
      groups.add(begun.get());
    }
    // Of the remarks on an operator counts the one on the last of all series.
    if (!arena.operatorRemarks().isEmpty()) {
      return new ShardAnswer.NeedsGrids();
    }
    return new ShardAnswer.Found(
        groups,
        parts.sent().stream().map(scan -> rows(arena.lent(scan), arena)).toList(),
        arena.annotations());
  }

  private static List<ShardAnswer.Row> rows(LentRows lent, QueryArena arena) {
    List<ShardAnswer.Row> rows = new ArrayList<>(lent.rows());
    for (int row = 0; row < lent.rows(); row++) {
      rows.add(
          new ShardAnswer.Row(
              arena.labels().get(lent.labels()[row]),
              arena.labels().arrival(lent.labels()[row]),
              arena.grids().get(lent.values()[row])));
    }
    return rows;
  }

  /// The series of a group.
  private static final class Members {
    private final List<Grid> grids = new ArrayList<>();
    private int arrival = Integer.MAX_VALUE;

    void add(Grid grid, int arrived) {
      grids.add(grid);
      arrival = Math.min(arrival, arrived);
    }
  }

  private static Optional<List<ShardAnswer.Group>> begun(
      Fragment fragment, List<SqlDatabase.Row> rows, QueryArena arena) {
    Map<LabelSet, Members> members = new LinkedHashMap<>();
    for (SqlDatabase.Row row : rows) {
      members
          .computeIfAbsent(fragment.key().of(arena.labels().get(row.labels())), _ -> new Members())
          .add(arena.grids().get(row.grid()), arena.labels().arrival(row.labels()));
    }
    List<ShardAnswer.Group> groups = new ArrayList<>(members.size());
    for (Map.Entry<LabelSet, Members> group : members.entrySet()) {
      Optional<PartialGrid> part = PartialGrid.of(fragment.operator(), group.getValue().grids);
      if (part.isEmpty()) {
        return Optional.empty();
      }
      groups.add(new ShardAnswer.Group(group.getKey(), group.getValue().arrival, part.get()));
    }
    return Optional.of(groups);
  }
}
