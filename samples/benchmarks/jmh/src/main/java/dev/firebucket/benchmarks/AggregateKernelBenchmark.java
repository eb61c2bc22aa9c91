package dev.firebucket.benchmarks;

import dev.firebucket.query.ast.AggregateOperator;
import dev.firebucket.query.kernel.aggregate.AggregateKernel;
import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.kernel.aggregate.GroupRemarks;
import dev.firebucket.query.time.Steps;
import java.util.List;
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

/// An aggregation of one group of 1,000 series over 240 steps, on one thread.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AggregateKernelBenchmark {
  private static final int SERIES = 1_000;

  @Param({"SUM", "AVG", "QUANTILE"})
  private AggregateOperator operator = AggregateOperator.SUM;

  private Steps steps = new Steps(0, MadeUpSeries.INTERVAL, 240);
  private List<Grid> grids = MadeUpSeries.gauges(SERIES, steps);
  private Grid quantile = Grid.constant(steps, 0.95);

  @Benchmark
  public Grid aggregate() {
    Grid parameter = operator == AggregateOperator.QUANTILE ? quantile : null;
    return AggregateKernel.apply(operator, grids, parameter, GroupRemarks.none());
  }
}
