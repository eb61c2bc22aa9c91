package dev.firebucket.query.engine;

import dev.firebucket.query.arena.LentRows;
import dev.firebucket.query.arena.QueryArena;
import dev.firebucket.query.arena.QueryLimits;
import dev.firebucket.query.cache.SampleCache;
import dev.firebucket.query.duckdb.SqlDatabase;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.lower.LowerPlan;
import dev.firebucket.query.lower.LoweredQuery;
import dev.firebucket.query.lower.PlanScans;
import dev.firebucket.query.plan.LanguageFeatures;
import dev.firebucket.query.plan.Plan;
import dev.firebucket.query.result.QueryResult;
import dev.firebucket.query.shard.IdRange;
import dev.firebucket.query.sql.PrintedQuery;
import dev.firebucket.query.sql.SqlPrinter;
import dev.firebucket.query.time.Steps;
import dev.firebucket.storage.object.BadBytesException;
import dev.firebucket.storage.object.UnknownVersionException;
import dev.firebucket.storage.read.DamagedObjectException;
import dev.firebucket.storage.read.SnapshotSource;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Evaluates bound queries: finds their series, lowers them, scans, runs the SQL.
///
/// @param options limits, and when a query is read in shards
record Evaluator(
    SnapshotSource source,
    LanguageFeatures meaning,
    EngineOptions options,
    KernelPool pool,
    SampleCache cache) {

  /// Evaluates over what is sound: what is found to be damaged costs its own samples, and is named
  /// in the warnings.
  ///
  /// @throws PromqlException for whatever goes wrong
  QueryResult evaluate(BoundQuery query, QueryLimits limits, CostLog costs) {
    return SoundReading.of(
        source,
        limits,
        (sound, held) -> over(sound).evaluate(query, true, held, costs),
        (result, damages) -> Damaged.in(result, damages));
  }

  /// @param whole whether it may still be cut into slices of its time
  QueryResult evaluate(BoundQuery query, boolean whole, QueryLimits limits, CostLog costs) {
    PlanScans scans = PlanScans.of(query.plan(), meaning);
    ReadGuard guard = new ReadGuard(limits, options.maxBytes());
    try (ScanRun found = ScanRun.find(scans.scans(), source, guard, limits, costs)) {
      double bytes = found.bytesAtOnce(scans.scans());
      int slices = whole && found.seriesCount() > 0 ? slices(query, bytes, found) : 1;
      if (slices > 1
          && !LowerPlan.lower(query.plan(), scans, found.hasTypesOrUnits()).acrossSteps()) {
        return new SlicedQuery(over(found.shard(IdRange.ALL)), query, limits, costs)
            .evaluate(slices);
      }
      int shards = options.sharding().shards(bytes, ShardedQuery.AT_ONCE);
      if (shards > 0) {
        ShardedQuery sharded = new ShardedQuery(this, query, scans, found, limits, costs);
        Optional<QueryResult> result = sharded.evaluate(shards);
        if (result.isPresent()) {
          return result.get();
        }
      }
      found.checkRoom(guard);
      LoweredQuery lowered =
          costs.step(
              "lower",
              () -> LowerPlan.lower(query.plan(), scans, found.hasTypesOrUnits()),
              done -> "%d sources".formatted(done.sources().size()));
      return evaluate(query, lowered, found, arena -> Map.of(), limits, costs);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private int slices(BoundQuery query, double bytes, ScanRun found) {
    Steps steps = query.plan().steps();
    // What windows reach back to is read again by each slice.
    boolean shrinks = 2.0 * steps.stepMillis() * steps.count() > found.longestMillis();
    return options
        .sharding()
        .slices(shrinks ? bytes / found.seriesCount() : 0, steps.count(), ShardedQuery.AT_ONCE);
  }

  /// Fills the sources of a lowered query, runs its SQL and reads the answer.
  ///
  /// @param known the rows of sources that are not to be read, by number
  QueryResult evaluate(
      BoundQuery query,
      LoweredQuery lowered,
      ScanRun found,
      Function<QueryArena, Map<Integer, LentRows>> known,
      QueryLimits limits,
      CostLog costs)
      throws IOException {
    PrintedQuery printed =
        costs.step(
            "print",
            () -> SqlPrinter.print(lowered.statements()),
            done -> done.script().length() + " characters of SQL");
    costs.explained(() -> explanation(query, printed, found));
    try (QueryArena arena = SqlDatabase.queries().open(printed.sites(), meaning, limits)) {
      lowered.notes().forEach(note -> arena.annotations().warn(note.text(), note.range()));
      found.fill(lowered.sources(), known.apply(arena), arena, pool, cache);
      limits.check();
      List<SqlDatabase.Row> rows =
          costs.step(
              "SQL",
              () -> rows(lowered, printed, arena),
              done -> rowsFound(lowered, arena, done.size()));
      arena.tellOperatorRemarks();
      return costs.step(
          "answer",
          () -> query.answer().read(new AnswerReader(query.text(), arena), rows),
          read -> rows.size() + " series");
    }
  }

  /// The same over another source of snapshots: a view of the same reader.
  Evaluator over(SnapshotSource other) {
    return new Evaluator(other, meaning, options, pool, cache);
  }

  /// How a query is evaluated.
  ///
  /// @throws PromqlException when it cannot be
  Explanation explain(BoundQuery query, QueryLimits limits) {
    if (query.plan() instanceof Plan.Text) {
      return new Explanation(
          query.text(), query.printedPlan(), "", List.of(), ReadCost.NONE, List.of());
    }
    PlanScans scans = PlanScans.of(query.plan(), meaning);
    return SoundReading.of(
        source,
        limits,
        (sound, held) -> explain(query, scans, sound, held),
        (explanation, damages) -> explanation.warning(damages.warnings()));
  }

  private Explanation explain(
      BoundQuery query, PlanScans scans, SnapshotSource sound, QueryLimits limits) {
    try (ScanRun found =
        ScanRun.find(scans.scans(), sound, new ReadGuard(limits, 0), limits, CostLog.NONE)) {
      LoweredQuery lowered = LowerPlan.lower(query.plan(), scans, found.hasTypesOrUnits());
      return explanation(query, SqlPrinter.print(lowered.statements()), found);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static Explanation explanation(BoundQuery query, PrintedQuery printed, ScanRun found) {
    return new Explanation(
        query.text(), query.printedPlan(), printed.script(), found.sql(), found.cost(), List.of());
  }

  private static List<SqlDatabase.Row> rows(
      LoweredQuery lowered, PrintedQuery printed, QueryArena arena) {
    for (String stage : printed.stages()) {
      arena.limits().check();
      List<SqlDatabase.Row> rows = SqlDatabase.shared().run(stage, arena);
      arena.keepStage(
          new LentRows(
              rows.stream().mapToLong(SqlDatabase.Row::labels).toArray(),
              rows.stream().mapToLong(SqlDatabase.Row::grid).toArray()));
    }
    return StatementRows.of(lowered.statements().getLast(), printed.sql(), arena);
  }

  private static String rowsFound(LoweredQuery lowered, QueryArena arena, int rows) {
    return StatementRows.handedOn(lowered.statements().getLast(), arena).isPresent()
        ? rows + " rows, known from what was read: nothing for SQL to do"
        : "%d rows of %d statements".formatted(rows, lowered.statements().size());
  }

  /// The error of a store that cannot be read: what is damaged beyond what a query can leave out,
  /// or of a version that this program does not know, stays so; anything else may pass.
  static PromqlException unreadable(IOException error) {
    boolean stays =
        error instanceof DamagedObjectException
            || error instanceof BadBytesException
            || error instanceof UnknownVersionException;
    return new PromqlException(
        stays ? PromqlException.Type.INTERNAL : PromqlException.Type.UNAVAILABLE,
        "cannot read the store: " + error.getMessage(),
        null,
        error);
  }
}
