package dev.firebucket.query.engine;

import dev.firebucket.query.arena.QueryArena;
import dev.firebucket.query.arena.QueryLimits;
import dev.firebucket.query.arena.Relation;
import dev.firebucket.query.ast.DeepWalk;
import dev.firebucket.query.ast.Expr;
import dev.firebucket.query.ast.ValueType;
import dev.firebucket.query.cache.SampleCache;
import dev.firebucket.query.duckdb.SqlDatabase;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.lower.LowerPlan;
import dev.firebucket.query.lower.LoweredQuery;
import dev.firebucket.query.parser.ParserFeatures;
import dev.firebucket.query.parser.PromqlParser;
import dev.firebucket.query.plan.BindOptions;
import dev.firebucket.query.plan.Binder;
import dev.firebucket.query.plan.LanguageFeatures;
import dev.firebucket.query.plan.Plan;
import dev.firebucket.query.plan.PlanPrinter;
import dev.firebucket.query.result.PrometheusJson;
import dev.firebucket.query.result.QueryResult;
import dev.firebucket.query.result.StringResult;
import dev.firebucket.query.time.Steps;
import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.read.Snapshot;
import dev.firebucket.storage.read.StorageReader;
import dev.firebucket.storage.read.StoredSeries;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/// Answers PromQL over stored samples. Safe for use by several threads.
///
/// DuckDB pins virtual threads: queries run on a few platform threads of the engine's own, the
/// caller waits.
public final class QueryEngine implements AutoCloseable {
  private final StorageReader reader;
  private final EngineOptions options;
  private final ParserFeatures features;
  private final LanguageFeatures meaning;
  private final KernelPool pool;
  private final SampleCache cache;
  private final QueryThreads threads;

  /// @param reader opens what is stored; closed by whoever made it
  public QueryEngine(StorageReader reader, EngineOptions options) {
    this.reader = reader;
    this.options = options;
    this.features = ParserFeatures.of(options.features());
    this.meaning = LanguageFeatures.of(options.features());
    this.pool = new KernelPool(Runtime.getRuntime().availableProcessors());
    this.cache = new SampleCache(options.sampleCacheBytes());
    this.threads = new QueryThreads(options.maxConcurrency());
  }

  public EngineOptions options() {
    return options;
  }

  /// Answers a query at one time: a vector, a scalar, a string, or a matrix for a range selector.
  ///
  /// @throws PromqlException for whatever goes wrong; its type is that of the HTTP API
  public QueryResult instant(InstantQuery query) {
    return instant(query, CostLog.NONE);
  }

  private QueryResult instant(InstantQuery query, CostLog costs) {
    Expr expression = parse(query.text(), costs);
    Plan plan = costs.step("bind", () -> bind(expression, query), bound -> "one step");
    if (plan instanceof Plan.Text string) {
      return new StringResult(query.timeMillis(), string.value());
    }
    return run(
        plan,
        query.timeout(),
        (arena, lowered, rows) ->
            new AnswerReader(query.text(), arena).instant(plan, rows, query.timeMillis()),
        costs);
  }

  /// Answers a query over steps: always a matrix.
  ///
  /// @throws PromqlException for whatever goes wrong; its type is that of the HTTP API
  public QueryResult range(RangeQuery query) {
    return range(query, CostLog.NONE);
  }

  private QueryResult range(RangeQuery query, CostLog costs) {
    check(query);
    Expr expression = parse(query.text(), costs);
    if (expression.type() != ValueType.VECTOR && expression.type() != ValueType.SCALAR) {
      throw new PromqlException(
          PromqlException.Type.BAD_DATA,
          "invalid expression type \""
              + expression.type().documentedName()
              + "\" for range query, must be Scalar or instant Vector",
          null);
    }
    Plan plan =
        costs.step(
            "bind", () -> bind(expression, query), bound -> bound.steps().count() + " steps");
    return run(
        plan,
        query.timeout(),
        (arena, lowered, rows) ->
            new AnswerReader(query.text(), arena).matrix(rows, lowered.rawSamples()),
        costs);
  }

  /// Evaluates an instant query and says what each step cost.
  ///
  /// @throws PromqlException for whatever goes wrong; its type is that of the HTTP API
  public Analysis analyze(InstantQuery query) {
    CostLog costs = CostLog.measuring();
    return analysis(explain(query), instant(query, costs), costs);
  }

  /// Evaluates a range query and says what each step cost.
  ///
  /// @throws PromqlException for whatever goes wrong; its type is that of the HTTP API
  public Analysis analyze(RangeQuery query) {
    CostLog costs = CostLog.measuring();
    return analysis(explain(query), range(query, costs), costs);
  }

  private static Analysis analysis(Explanation explanation, QueryResult result, CostLog costs) {
    var _ =
        costs.step(
            "write", () -> PrometheusJson.bytes(result), bytes -> bytes.length + " bytes of JSON");
    return new Analysis(
        explanation.expression(), explanation.plan(), explanation.sql(), costs.costs());
  }

  /// How an instant query is evaluated.
  ///
  /// @throws PromqlException when it cannot be
  public Explanation explain(InstantQuery query) {
    return explain(query.text(), bind(parse(query.text()), query));
  }

  /// How a range query is evaluated.
  ///
  /// @throws PromqlException when it cannot be
  public Explanation explain(RangeQuery query) {
    check(query);
    return explain(query.text(), bind(parse(query.text()), query));
  }

  /// The series that fulfil all matchers of at least one set, with a sample in the time range (by
  /// file statistics: a few more may come), sorted by labels.
  ///
  /// @throws PromqlException of type `INTERNAL` when the store cannot be read
  public List<LabelSet> series(
      List<List<LabelMatcher>> matcherSets, long fromMillis, long toMillis) {
    NavigableSet<LabelSet> found = new TreeSet<>();
    try (Snapshot snapshot = reader.open(fromMillis, toMillis)) {
      for (List<LabelMatcher> matchers : matcherSets) {
        snapshot.series(matchers).stream().map(StoredSeries::labels).forEach(found::add);
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    return List.copyOf(found);
  }

  private Expr parse(String text, CostLog costs) {
    return costs.step("parse", () -> parse(text), parsed -> text.length() + " characters");
  }

  private Expr parse(String text) {
    return PromqlParser.parse(text, features);
  }

  /// Times are looked at before the text is.
  private static void check(RangeQuery query) {
    if (query.endMillis() < query.startMillis()) {
      throw new PromqlException(
          PromqlException.Type.BAD_DATA, "end timestamp must not be before start time", null);
    }
    if (query.stepMillis() <= 0) {
      throw new PromqlException(
          PromqlException.Type.BAD_DATA,
          "zero or negative query resolution step widths are not accepted. Try a positive integer",
          null);
    }
  }

  private Plan bind(Expr expression, InstantQuery query) {
    long time = query.timeMillis();
    return Binder.bind(expression, Steps.at(time), bindOptions(true, time, time, query.lookback()));
  }

  private Plan bind(Expr expression, RangeQuery query) {
    return Binder.bind(
        expression,
        Steps.between(query.startMillis(), query.endMillis(), query.stepMillis()),
        bindOptions(false, query.startMillis(), query.endMillis(), query.lookback()));
  }

  private BindOptions bindOptions(
      boolean instant, long startMillis, long endMillis, Duration lookback) {
    return new BindOptions(
        instant,
        startMillis,
        endMillis,
        lookback.toMillis(),
        options.subqueryStep().toMillis(),
        meaning.startTimestamps());
  }

  private Explanation explain(String text, Plan plan) {
    return DeepWalk.over(text.length(), () -> explained(text, plan));
  }

  private Explanation explained(String text, Plan plan) {
    String sql = plan instanceof Plan.Text ? "" : LowerPlan.lower(plan, meaning, false).script();
    return new Explanation(text, PlanPrinter.print(plan), sql);
  }

  private interface Answer {
    QueryResult read(QueryArena arena, LoweredQuery lowered, List<SqlDatabase.Row> rows);
  }

  private QueryResult run(Plan plan, Duration timeout, Answer answer, CostLog costs) {
    Duration allowed = timeout.compareTo(options.timeout()) < 0 ? timeout : options.timeout();
    QueryLimits limits =
        new QueryLimits(
            options.maxSamples(), System.nanoTime() + allowed.toNanos(), System::nanoTime);
    return threads.run(limits, () -> evaluate(plan, limits, answer, costs));
  }

  private QueryResult evaluate(Plan plan, QueryLimits limits, Answer answer, CostLog costs) {
    LoweredQuery lowered =
        costs.step(
            "lower",
            () -> LowerPlan.lower(plan, meaning, false),
            query -> "%d sources".formatted(query.sources().size()));
    try (QueryArena arena = QueryArena.open(lowered.program(), limits)) {
      lowered.notes().forEach(note -> arena.annotations().warn(note.text(), note.range()));
      new ScanRun(arena, pool, cache, lowered.sources(), options.maxBytes(), costs).run(reader);
      limits.check();
      LoweredQuery asked =
          arena.labels().hasTypesOrUnits() ? LowerPlan.lower(plan, meaning, true) : lowered;
      List<SqlDatabase.Row> rows =
          costs.step("SQL", () -> rows(asked, arena), found -> rowsFound(asked, found.size()));
      arena.tellOperatorRemarks();
      return costs.step(
          "answer", () -> answer.read(arena, lowered, rows), read -> rows.size() + " series");
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static List<SqlDatabase.Row> rows(LoweredQuery asked, QueryArena arena) {
    runStages(asked, arena);
    return asked
        .handedOn()
        .map(handedOn -> rowsOf(arena.relations().getFirst(), handedOn, arena))
        .orElseGet(() -> SqlDatabase.shared().run(asked.sql(), arena));
  }

  private static String rowsFound(LoweredQuery asked, int rows) {
    return asked.handedOn().isPresent()
        ? rows + " rows, handed on as they were read: nothing for SQL to do"
        : "%d rows of %d statements".formatted(rows, asked.stages().size() + 1);
  }

  private static void runStages(LoweredQuery query, QueryArena arena) {
    for (String stage : query.stages()) {
      arena.limits().check();
      List<SqlDatabase.Row> rows = SqlDatabase.shared().run(stage, arena);
      arena.keepStage(
          new Relation(
              rows.stream().mapToLong(SqlDatabase.Row::labels).toArray(),
              rows.stream().mapToLong(SqlDatabase.Row::grid).toArray()));
    }
  }

  private static List<SqlDatabase.Row> rowsOf(
      Relation relation, LoweredQuery.HandedOn handedOn, QueryArena arena) {
    List<SqlDatabase.Row> rows = new ArrayList<>(relation.rows());
    for (int row = 0; row < relation.rows(); row++) {
      long labels = relation.labels()[row];
      long answered =
          switch (handedOn) {
            case AS_THEY_ARE -> labels;
            case WITHOUT_NAME ->
                arena.labels().derived(labels, arena.labels().get(labels).withoutMetadata());
          };
      rows.add(new SqlDatabase.Row(answered, relation.values()[row]));
    }
    return rows;
  }

  private static PromqlException unreadable(IOException error) {
    return new PromqlException(
        PromqlException.Type.INTERNAL, "cannot read the store: " + error.getMessage(), null, error);
  }

  @Override
  public void close() {
    threads.close();
    pool.close();
  }
}
