package dev.firebucket.benchmarks;

import dev.firebucket.query.lower.LowerPlan;
import dev.firebucket.query.lower.PlanScans;
import dev.firebucket.query.parser.ParserFeatures;
import dev.firebucket.query.parser.PromqlParser;
import dev.firebucket.query.plan.BindOptions;
import dev.firebucket.query.plan.Binder;
import dev.firebucket.query.plan.LanguageFeatures;
import dev.firebucket.query.plan.Plan;
import dev.firebucket.query.sql.PrintedQuery;
import dev.firebucket.query.sql.SqlPrinter;
import dev.firebucket.query.time.Steps;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// From the text of a dashboard's query to its SQL: parsed, bound, lowered.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LoweringBenchmark {
  private static final long HOUR = 3_600_000;
  private static final long LOOKBACK = 300_000;

  @Param({
    "up",
    "sum by (job) (rate(http_requests_total[5m]))",
    "sum(rate(http_requests_total{code=\"500\"}[5m])) / sum(rate(http_requests_total[5m]))",
    "histogram_quantile(0.99, sum by (job, le) (rate(http_request_duration_seconds_bucket[5m])))",
  })
  private String query = "up";

  private Steps steps = Steps.between(0, HOUR, MadeUpSeries.INTERVAL);
  private BindOptions options = new BindOptions(false, 0, HOUR, LOOKBACK, 60_000, false);

  @Benchmark
  public PrintedQuery lower() {
    Plan plan = Binder.bind(PromqlParser.parse(query, ParserFeatures.DEFAULT), steps, options);
    PlanScans scans = PlanScans.of(plan, LanguageFeatures.DEFAULT);
    return SqlPrinter.print(LowerPlan.lower(plan, scans, false).statements());
  }
}
