package dev.firebucket.query.engine;

import dev.firebucket.query.arena.QueryLimits;
import dev.firebucket.query.ast.ValueType;
import dev.firebucket.query.cache.SampleCache;
import dev.firebucket.query.duckdb.ScanDatabase;
import dev.firebucket.query.duckdb.SqlDatabase;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.parser.ParserFeatures;
import dev.firebucket.query.parser.PromqlParser;
import dev.firebucket.query.plan.BindOptions;
import dev.firebucket.query.plan.Binder;
import dev.firebucket.query.plan.LanguageFeatures;
import dev.firebucket.query.plan.Plan;
import dev.firebucket.query.result.PrometheusJson;
import dev.firebucket.query.result.QueryResult;
import dev.firebucket.query.result.QueryResult.StringResult;
import dev.firebucket.query.time.Steps;
import dev.firebucket.storage.read.SnapshotSource;
import dev.firebucket.storage.read.StorageReader;
import java.time.Duration;
import java.util.List;

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
  private final Evaluator evaluator;
  private final QueryThreads threads;

  /// @param reader opens what is stored; closed by whoever made it
  public QueryEngine(StorageReader reader, EngineOptions options) {
    this.reader = reader;
    this.options = options;
    this.features = ParserFeatures.of(options.features());
    this.meaning = LanguageFeatures.of(options.features());
    this.pool = new KernelPool(Runtime.getRuntime().availableProcessors());
    this.evaluator =
        new Evaluator(reader, meaning, options, pool, new SampleCache(options.sampleCacheBytes()));
    this.threads = new QueryThreads(options.maxConcurrency());
    SqlDatabase.limitMemory(options.memoryBytes());
  }

  /// Opens the databases of this process' engines, which loads DuckDB's library, before there is an
  /// engine. An open database keeps its settings, so the limit is said here.
  ///
  /// @param memoryBytes as [EngineOptions#memoryBytes()]
  public static void openDatabases(long memoryBytes) {
    SqlDatabase.limitMemory(memoryBytes);
    var _ = ScanDatabase.shared();
    var _ = SqlDatabase.shared();
  }

  public EngineOptions options() {
    return options;
  }

  /// Parses a query, to answer it at many times.
  ///
  /// @throws PromqlException of type `BAD_DATA` where it is no query
  public PreparedQuery prepare(String text) {
    return new PreparedQuery(text, PromqlParser.parse(text, features));
  }

  /// Answers a query at one time: a vector, a scalar, a string, or a matrix for a range selector.
  ///
  /// @throws PromqlException for whatever goes wrong; its type is that of the HTTP API
  public QueryResult instant(InstantQuery query) {
    return instant(prepare(query.text()), query.timeMillis(), query.lookback(), query.timeout());
  }

  /// The same of a query that was parsed before.
  ///
  /// @throws PromqlException for whatever goes wrong; its type is that of the HTTP API
  public QueryResult instant(
      PreparedQuery query, long timeMillis, Duration lookback, Duration timeout) {
    return instant(reader, query, timeMillis, lookback, timeout);
  }

  /// The same over a view of the engine's reader.
  QueryResult instant(
      SnapshotSource source,
      PreparedQuery query,
      long timeMillis,
      Duration lookback,
      Duration timeout) {
    return answer(
        evaluator.over(source),
        bind(query, timeMillis, lookback),
        timeMillis,
        timeout,
        CostLog.NONE);
  }

  /// For many queries that ask the store once.
  public QueryView view() {
    return new QueryView(this, reader);
  }

  /// A string is its own answer.
  private QueryResult answer(
      Evaluator over, BoundQuery query, long timeMillis, Duration timeout, CostLog costs) {
    if (query.plan() instanceof Plan.Text string) {
      costs.explained(
          () ->
              new Explanation(
                  query.text(), query.printedPlan(), "", List.of(), ReadCost.NONE, List.of()));
      return new StringResult(timeMillis, string.value());
    }
    return run(over, query, timeout, costs);
  }

  /// Answers a query over steps: always a matrix.
  ///
  /// @throws PromqlException for whatever goes wrong; its type is that of the HTTP API
  public QueryResult range(RangeQuery query) {
    check(query);
    BoundQuery bound = bind(seriesOf(prepare(query.text())), query);
    return run(evaluator, bound, query.timeout(), CostLog.NONE);
  }

  /// Evaluates an instant query and says what each step cost.
  ///
  /// @throws PromqlException for whatever goes wrong; its type is that of the HTTP API
  public Analysis analyze(InstantQuery query) {
    CostLog costs = CostLog.measuring();
    PreparedQuery prepared = prepare(query.text(), costs);
    BoundQuery bound =
        costs.step(
            "bind", () -> bind(prepared, query.timeMillis(), query.lookback()), done -> "one step");
    return analysis(answer(evaluator, bound, query.timeMillis(), query.timeout(), costs), costs);
  }

  /// Evaluates a range query and says what each step cost.
  ///
  /// @throws PromqlException for whatever goes wrong; its type is that of the HTTP API
  public Analysis analyze(RangeQuery query) {
    check(query);
    CostLog costs = CostLog.measuring();
    PreparedQuery prepared = seriesOf(prepare(query.text(), costs));
    BoundQuery bound =
        costs.step(
            "bind", () -> bind(prepared, query), done -> done.plan().steps().count() + " steps");
    return analysis(run(evaluator, bound, query.timeout(), costs), costs);
  }

  private static Analysis analysis(QueryResult result, CostLog costs) {
    var _ =
        costs.step(
            "write", () -> PrometheusJson.bytes(result), bytes -> bytes.length + " bytes of JSON");
    return costs.analysis(result.warnings());
  }

  /// How an instant query is evaluated.
  ///
  /// @throws PromqlException when it cannot be
  public Explanation explain(InstantQuery query) {
    return explain(
        bind(prepare(query.text()), query.timeMillis(), query.lookback()), query.timeout());
  }

  /// How a range query is evaluated.
  ///
  /// @throws PromqlException when it cannot be
  public Explanation explain(RangeQuery query) {
    check(query);
    return explain(bind(prepare(query.text()), query), query.timeout());
  }

  private Explanation explain(BoundQuery query, Duration timeout) {
    QueryLimits limits = limits(Long.MAX_VALUE, timeout);
    return threads.run(limits, () -> evaluator.explain(query, limits));
  }

  private PreparedQuery prepare(String text, CostLog costs) {
    return costs.step("parse", () -> prepare(text), parsed -> text.length() + " characters");
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

  /// The query, where it has values at steps.
  private static PreparedQuery seriesOf(PreparedQuery query) {
    ValueType type = query.expression().type();
    if (type != ValueType.VECTOR && type != ValueType.SCALAR) {
      throw new PromqlException(
          PromqlException.Type.BAD_DATA,
          "invalid expression type \""
              + type.documentedName()
              + "\" for range query, must be Scalar or instant Vector",
          null);
    }
    return query;
  }

  private BoundQuery bind(PreparedQuery query, long timeMillis, Duration lookback) {
    BindOptions bound = bindOptions(true, timeMillis, timeMillis, lookback);
    Plan plan = Binder.bind(query.expression(), Steps.at(timeMillis), bound);
    return new BoundQuery(
        query.text(),
        plan,
        bound,
        steps -> {
          throw new IllegalStateException("an instant query has one step");
        },
        (answer, rows) -> answer.instant(plan, rows, timeMillis));
  }

  private BoundQuery bind(PreparedQuery query, RangeQuery asked) {
    BindOptions bound =
        bindOptions(false, asked.startMillis(), asked.endMillis(), asked.lookback());
    return bind(
        query, Steps.between(asked.startMillis(), asked.endMillis(), asked.stepMillis()), bound);
  }

  private static BoundQuery bind(PreparedQuery query, Steps steps, BindOptions options) {
    return new BoundQuery(
        query.text(),
        Binder.bind(query.expression(), steps, options),
        options,
        others -> bind(query, others, options),
        (answer, rows) -> answer.matrix(rows, false));
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

  private QueryResult run(Evaluator over, BoundQuery query, Duration timeout, CostLog costs) {
    QueryLimits limits = limits(options.maxSamples(), timeout);
    return threads.run(limits, () -> over.evaluate(query, limits, costs));
  }

  private QueryLimits limits(long maxSamples, Duration timeout) {
    Duration allowed = timeout.compareTo(options.timeout()) < 0 ? timeout : options.timeout();
    return new QueryLimits(maxSamples, System.nanoTime() + allowed.toNanos(), System::nanoTime);
  }

  @Override
  public void close() {
    threads.close();
    pool.close();
  }
}
