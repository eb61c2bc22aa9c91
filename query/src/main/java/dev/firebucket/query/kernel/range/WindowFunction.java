package dev.firebucket.query.kernel.range;

import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.grid.GridBuilder;
import dev.firebucket.query.grid.Samples;
import org.jspecify.annotations.Nullable;

/// A function of the samples of a window. Created for each series.
interface WindowFunction {
  /// Computes one step and sets it in `out`, or leaves it absent.
  ///
  /// @param window holds at least one sample
  /// @param step the step to set
  /// @param evaluationMillis the time of the step; differs from the window's end by `@` and
  ///   `offset`
  /// @param parameter the scalar of functions that take one, 0 otherwise
  void evaluate(
      SampleWindow window, int step, long evaluationMillis, double parameter, GridBuilder out);

  /// A function that always has an answer.
  interface Total {
    double evaluate(Samples samples, int from, int to);
  }

  /// Makes a window function of one that always has an answer.
  static WindowFunction of(Total total) {
    return (window, step, evaluationMillis, parameter, out) ->
        out.set(step, total.evaluate(window.samples(), window.from(), window.to()));
  }

  /// The scalar parameter at a step.
  static double parameterAt(@Nullable Grid parameter, int step) {
    return parameter == null ? 0 : parameter.value(step);
  }
}
