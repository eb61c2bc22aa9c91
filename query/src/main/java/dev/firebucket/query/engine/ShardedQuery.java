package dev.firebucket.query.engine;

import dev.firebucket.query.arena.QueryLimits;
import dev.firebucket.query.lower.BegunGroups;
import dev.firebucket.query.lower.LowerPlan;
import dev.firebucket.query.lower.LoweredQuery;
import dev.firebucket.query.lower.PlanScans;
import dev.firebucket.query.result.QueryResult;
import dev.firebucket.query.shard.IdRange;
import dev.firebucket.query.shard.ShardRunner;
import dev.firebucket.query.shard.ShardTask;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// A query whose series are read in shards, a range of ids each; the rest of its plan is evaluated
/// as ever, over what they found. Entry point: [#evaluate].
///
/// @param found the series of the whole query
record ShardedQuery(
    Evaluator evaluator,
    BoundQuery query,
    PlanScans scans,
    ScanRun found,
    QueryLimits limits,
    CostLog costs) {
  /// A shard is read, and its kernels run, by one thread.
  static final int AT_ONCE = Math.max(1, Runtime.getRuntime().availableProcessors());

  /// @param shards how many
  /// @return empty for a query of which shards could do nothing
  Optional<QueryResult> evaluate(int shards) throws IOException {
    Optional<QueryResult> answer =
        evaluate(shards, isTooMuchToSend() ? BegunGroups.ALL : BegunGroups.SAME_BITS);
    return answer.isPresent() ? answer : evaluate(shards, BegunGroups.NONE);
  }

  /// Whether the grids of all series are more than the query may hold.
  private boolean isTooMuchToSend() {
    return found.values(scans.scans()) > evaluator.options().maxSamples();
  }

  private Optional<QueryResult> evaluate(int shards, BegunGroups begun) throws IOException {
    LoweredQuery lowered = LowerPlan.inShards(query.plan(), scans, found.hasTypesOrUnits(), begun);
    ShardParts parts = ShardParts.of(lowered, scans.scans());
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    QueryLimits held = limits.part();
    try {
      return evaluate(shards, begun, lowered, new ShardedRead(lowered, parts, held));
    } finally {
      held.giveBack();
    }
  }

  private Optional<QueryResult> evaluate(
      int shards, BegunGroups begun, LoweredQuery lowered, ShardedRead read) throws IOException {
    ShardRunner runner = new ThreadShards(AT_ONCE, new ShardWorker(found::shard)::run);
    costs.step(
        "shards",
        () -> {
          runner.run(tasks(shards, begun), limits, read::take);
          return shards;
        },
        count -> "%d ranges of series, %d at once".formatted(count, AT_ONCE));
    if (read.needsGrids()) {
      return Optional.empty();
    }
    return Optional.of(evaluator.evaluate(query, lowered, found, read::lend, limits, costs));
  }

  private List<ShardTask> tasks(int shards, BegunGroups begun) {
    return IdRange.split(shards).stream()
        .map(
            ids ->
                new ShardTask(
                    ShardTask.PROTOCOL,
                    query.text(),
                    query.plan().steps(),
                    query.options(),
                    evaluator.options().features(),
                    found.hasTypesOrUnits(),
                    begun,
                    ids))
        .toList();
  }
}
