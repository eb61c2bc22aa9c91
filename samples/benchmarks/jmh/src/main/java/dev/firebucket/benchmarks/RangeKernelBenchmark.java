package dev.firebucket.benchmarks;

import dev.firebucket.query.histogram.Remarks;
import dev.firebucket.query.functions.RangeFunction;
import dev.firebucket.query.kernel.range.RangeKernel;
import dev.firebucket.query.time.ReferenceTime;
import dev.firebucket.query.grid.Samples;
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
import org.openjdk.jmh.infra.Blackhole;

/// A range function over 5,000 series of 360 samples, windows of 5 minutes, a step per sample, on
/// one thread.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RangeKernelBenchmark {
  private static final int SERIES = 5_000;
  private static final int SAMPLES = 360;
  private static final long WINDOW = 300_000;

  @Param({"RATE", "AVG_OVER_TIME", "MAX_OVER_TIME"})
  private RangeFunction function = RangeFunction.RATE;

  private List<Samples> series = MadeUpSeries.counters(SERIES, SAMPLES);

  @Benchmark
  public void evaluate(Blackhole out) {
    Steps steps = new Steps(0, MadeUpSeries.INTERVAL, SAMPLES);
    RangeKernel kernel = new RangeKernel(function, WINDOW, ReferenceTime.EVALUATION, steps);
    for (Samples samples : series) {
      out.consume(kernel.apply(samples, List.of(), new Remarks()));
    }
  }
}
