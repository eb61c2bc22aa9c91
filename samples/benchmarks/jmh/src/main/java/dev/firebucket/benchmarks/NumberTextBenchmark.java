package dev.firebucket.benchmarks;

import dev.firebucket.go.number.FloatText;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/// The shortest decimals of 1,000 doubles of all sizes, as Go prints them.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class NumberTextBenchmark {
  private double[] values =
      new SplittableRandom(1).longs(1_000).mapToDouble(Double::longBitsToDouble).toArray();

  @Benchmark
  public void general(Blackhole out) {
    for (double value : values) {
      out.consume(FloatText.general(value));
    }
  }
}
