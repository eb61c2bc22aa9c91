package dev.firebucket.benchmarks;

import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.grid.GridBuilder;
import dev.firebucket.query.grid.Samples;
import dev.firebucket.query.time.Steps;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Series of made-up samples, 15 s apart; the same in every run.
final class MadeUpSeries {
  static final long INTERVAL = 15_000;
  private static final long SEED = 20_261_123;

  private MadeUpSeries() {}

  /// Counters that now and then begin anew.
  static List<Samples> counters(int series, int samples) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<Samples> made = new ArrayList<>(series);
    for (int i = 0; i < series; i++) {
      long[] times = new long[samples];
      double[] values = new double[samples];
      double value = 0;
      for (int sample = 0; sample < samples; sample++) {
        times[sample] = sample * INTERVAL;
        value = random.nextInt(500) == 0 ? 0 : value + random.nextInt(100);
        values[sample] = value;
      }
      made.add(new Samples(times, values, samples));
    }
    return made;
  }

  /// Full grids of fractions with many digits.
  static List<Grid> gauges(int series, Steps steps) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<Grid> made = new ArrayList<>(series);
    for (int i = 0; i < series; i++) {
      GridBuilder grid = new GridBuilder(steps);
      for (int step = 0; step < steps.count(); step++) {
        grid.set(step, random.nextDouble() * 1000);
      }
      made.add(grid.build());
    }
    return made;
  }
}
