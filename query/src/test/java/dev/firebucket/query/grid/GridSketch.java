package dev.firebucket.query.grid;

import dev.firebucket.query.time.Steps;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Short ways to write grids and samples in tests.
public final class GridSketch {
  private GridSketch() {}

  /// A grid from time 0 by 1000 ms; null is absent.
  public static Grid grid(@Nullable Double... values) {
    GridBuilder builder = new GridBuilder(new Steps(0, 1000, values.length));
    for (int step = 0; step < values.length; step++) {
      Double value = values[step];
      if (value != null) {
        builder.set(step, value);
      }
    }
    return builder.build();
  }

  /// The values of a grid; null where absent.
  public static List<@Nullable Double> values(Grid grid) {
    @Nullable Double[] values = new @Nullable Double[grid.size()];
    for (int step = 0; step < values.length; step++) {
      values[step] = grid.isPresent(step) ? grid.value(step) : null;
    }
    return Arrays.asList(values);
  }

  /// Samples every `stepMillis` from `startMillis`.
  public static Samples samples(long startMillis, long stepMillis, double... values) {
    long[] times = new long[values.length];
    Arrays.setAll(times, i -> startMillis + i * stepMillis);
    return new Samples(times, values, values.length);
  }
}
