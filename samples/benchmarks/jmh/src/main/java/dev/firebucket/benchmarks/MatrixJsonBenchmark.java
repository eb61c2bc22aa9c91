package dev.firebucket.benchmarks;

import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.time.Steps;
import dev.firebucket.query.result.QueryResult.MatrixResult;
import dev.firebucket.query.result.MatrixSeries;
import dev.firebucket.query.result.Points;
import dev.firebucket.query.result.PrometheusJson;
import dev.firebucket.storage.model.LabelSet;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
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

/// The JSON of a matrix of 1,000 series and 240 steps.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MatrixJsonBenchmark {
  private MatrixResult matrix = matrix();

  @Benchmark
  public MatrixResult write() throws IOException {
    PrometheusJson.write(matrix, OutputStream.nullOutputStream());
    return matrix;
  }

  private static MatrixResult matrix() {
    List<MatrixSeries> series = new ArrayList<>();
    for (Grid grid : MadeUpSeries.gauges(1_000, new Steps(0, MadeUpSeries.INTERVAL, 240))) {
      LabelSet labels =
          LabelSet.of("__name__", "temperature_celsius", "instance", "host-" + series.size());
      series.add(new MatrixSeries(labels, new Points.OfGrid(grid)));
    }
    return new MatrixResult(series, List.of(), List.of());
  }
}
