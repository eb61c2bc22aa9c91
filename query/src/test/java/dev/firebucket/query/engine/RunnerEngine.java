package dev.firebucket.query.engine;

import dev.firebucket.query.arena.LentRows;
import dev.firebucket.query.arena.QueryArena;
import dev.firebucket.query.arena.QueryLimits;
import dev.firebucket.query.arena.RunningQueries;
import dev.firebucket.query.cache.SampleCache;
import dev.firebucket.query.duckdb.SqlDatabase;
import dev.firebucket.query.lower.LowerPlan;
import dev.firebucket.query.lower.LoweredQuery;
import dev.firebucket.query.lower.PlanScans;
import dev.firebucket.query.parser.ParserFeatures;
import dev.firebucket.query.parser.PromqlParser;
import dev.firebucket.query.plan.BindOptions;
import dev.firebucket.query.plan.Binder;
import dev.firebucket.query.plan.LanguageFeatures;
import dev.firebucket.query.plan.Plan;
import dev.firebucket.query.relation.RelationRunner;
import dev.firebucket.query.result.QueryResult;
import dev.firebucket.query.sql.SqlPrinter;
import dev.firebucket.query.time.Steps;
import dev.firebucket.storage.read.StorageReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// An engine that differs from [QueryEngine] in one thing: a [RelationRunner] evaluates what DuckDB
/// does there.
final class RunnerEngine implements AutoCloseable {
  private final StorageReader reader;
  private final EngineOptions options;
  private final LanguageFeatures meaning;
  private final KernelPool pool = new KernelPool(Runtime.getRuntime().availableProcessors());
  private final SampleCache cache;
  private final RunningQueries queries = new RunningQueries();

  RunnerEngine(StorageReader reader, EngineOptions options) {
    this.reader = reader;
    this.options = options;
    this.meaning = LanguageFeatures.of(options.features());
    this.cache = new SampleCache(options.sampleCacheBytes());
  }

  QueryResult range(RangeQuery query) throws IOException {
    Plan plan =
        Binder.bind(
            PromqlParser.parse(query.text(), ParserFeatures.of(options.features())),
            Steps.between(query.startMillis(), query.endMillis(), query.stepMillis()),
            new BindOptions(
                false,
                query.startMillis(),
                query.endMillis(),
                query.lookback().toMillis(),
                options.subqueryStep().toMillis(),
                meaning.startTimestamps()));
    QueryLimits limits =
        new QueryLimits(
            options.maxSamples(), System.nanoTime() + query.timeout().toNanos(), System::nanoTime);
    PlanScans scans = PlanScans.of(plan, meaning);
    try (ScanRun found =
        ScanRun.find(scans.scans(), reader, new ReadGuard(limits, 0), limits, CostLog.NONE)) {
      LoweredQuery lowered = LowerPlan.lower(plan, scans, found.hasTypesOrUnits());
      // Remarks on operators are reported in the order of the call sites.
      try (QueryArena arena =
          queries.open(SqlPrinter.print(lowered.statements()).sites(), meaning, limits)) {
        lowered.notes().forEach(note -> arena.annotations().warn(note.text(), note.range()));
        found.fill(lowered.sources(), arena, pool, cache);
        List<SqlDatabase.Row> rows = rows(new RelationRunner(arena).run(lowered.statements()));
        arena.tellOperatorRemarks();
        return new AnswerReader(query.text(), arena).matrix(rows, false);
      }
    }
  }

  private static List<SqlDatabase.Row> rows(LentRows found) {
    List<SqlDatabase.Row> rows = new ArrayList<>(found.rows());
    for (int row = 0; row < found.rows(); row++) {
      rows.add(new SqlDatabase.Row(found.labels()[row], found.values()[row]));
    }
    return rows;
  }

  @Override
  public void close() {
    pool.close();
  }
}
