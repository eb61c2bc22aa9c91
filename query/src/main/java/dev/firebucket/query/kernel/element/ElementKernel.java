package dev.firebucket.query.kernel.element;

import dev.firebucket.go.math.Exponentials;
import dev.firebucket.go.math.Hyperbolics;
import dev.firebucket.go.math.InverseHyperbolics;
import dev.firebucket.go.math.InverseTrigonometry;
import dev.firebucket.go.math.Logarithms;
import dev.firebucket.go.math.Trigonometry;
import dev.firebucket.query.functions.ElementFunction;
import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.grid.GridBuilder;
import dev.firebucket.query.histogram.HistogramVariance;
import dev.firebucket.query.histogram.WorkingHistogram;
import dev.firebucket.storage.model.FloatHistogram;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/// A function of each value of a grid; of numbers, histograms among them are passed over, and the
/// other way round.
public final class ElementKernel {
  private ElementKernel() {}

  /// @param parameters scalars with a value at every step, as many as the function takes
  public static Grid apply(ElementFunction function, Grid grid, List<Grid> parameters) {
    return switch (function) {
      case ROUND -> round(grid, parameters.get(0));
      case CLAMP -> clamp(grid, parameters.get(0), parameters.get(1));
      case CLAMP_MIN -> clamp(grid, parameters.get(0), infinity(grid, Double.POSITIVE_INFINITY));
      case CLAMP_MAX -> clamp(grid, infinity(grid, Double.NEGATIVE_INFINITY), parameters.get(0));
      case TIMESTAMP -> SetKernel.and(Grid.times(grid.steps()), grid);
      case YEAR -> map(grid, Calendar::year);
      case MONTH -> map(grid, Calendar::month);
      case DAY_OF_MONTH -> map(grid, Calendar::dayOfMonth);
      case DAY_OF_WEEK -> map(grid, Calendar::dayOfWeek);
      case DAY_OF_YEAR -> map(grid, Calendar::dayOfYear);
      case DAYS_IN_MONTH -> map(grid, Calendar::daysInMonth);
      case HOUR -> map(grid, Calendar::hour);
      case MINUTE -> map(grid, Calendar::minute);
      case ABS -> map(grid, Math::abs);
      case CEIL -> map(grid, Math::ceil);
      case FLOOR -> map(grid, Math::floor);
      case EXP -> map(grid, Exponentials::natural);
      case SQRT -> map(grid, Math::sqrt);
      case LN -> map(grid, Logarithms::natural);
      case LOG2 -> map(grid, Logarithms::base2);
      case LOG10 -> map(grid, Logarithms::base10);
      case SGN -> map(grid, value -> value < 0 ? -1 : value > 0 ? 1 : value);
      case SIN -> map(grid, Trigonometry::sine);
      case COS -> map(grid, Trigonometry::cosine);
      case TAN -> map(grid, Trigonometry::tangent);
      case ASIN -> map(grid, InverseTrigonometry::sine);
      case ACOS -> map(grid, InverseTrigonometry::cosine);
      case ATAN -> map(grid, InverseTrigonometry::tangent);
      case SINH -> map(grid, Hyperbolics::sine);
      case COSH -> map(grid, Hyperbolics::cosine);
      case TANH -> map(grid, Hyperbolics::tangent);
      case ASINH -> map(grid, InverseHyperbolics::sine);
      case ACOSH -> map(grid, InverseHyperbolics::cosine);
      case ATANH -> map(grid, InverseHyperbolics::tangent);
      case DEG -> map(grid, value -> value * 180 / Math.PI);
      case RAD -> map(grid, value -> value * Math.PI / 180);
      case HISTOGRAM_COUNT -> ofHistograms(grid, FloatHistogram::count);
      case HISTOGRAM_SUM -> ofHistograms(grid, FloatHistogram::sum);
      case HISTOGRAM_AVG -> ofHistograms(grid, h -> h.sum() / h.count());
      case HISTOGRAM_STDDEV -> ofHistograms(grid, h -> Math.sqrt(HistogramVariance.of(h)));
      case HISTOGRAM_STDVAR -> ofHistograms(grid, HistogramVariance::of);
      case NEGATE -> grid.hasHistograms() ? negateBoth(grid) : map(grid, value -> -value);
    };
  }

  private static Grid map(Grid grid, DoubleUnaryOperator operator) {
    GridBuilder out = new GridBuilder(grid.steps());
    for (int step = grid.nextPresent(0); step >= 0; step = grid.nextPresent(step + 1)) {
      if (grid.histogram(step) == null) {
        out.set(step, operator.applyAsDouble(grid.value(step)));
      }
    }
    return out.build();
  }

  private static Grid ofHistograms(Grid grid, ToDoubleFunction<FloatHistogram> function) {
    GridBuilder out = new GridBuilder(grid.steps());
    for (int step = grid.nextPresent(0); step >= 0; step = grid.nextPresent(step + 1)) {
      FloatHistogram histogram = grid.histogram(step);
      if (histogram != null) {
        out.set(step, function.applyAsDouble(histogram));
      }
    }
    return out.build();
  }

  private static Grid negateBoth(Grid grid) {
    GridBuilder out = new GridBuilder(grid.steps());
    for (int step = grid.nextPresent(0); step >= 0; step = grid.nextPresent(step + 1)) {
      FloatHistogram histogram = grid.histogram(step);
      if (histogram == null) {
        out.set(step, -grid.value(step));
      } else {
        out.set(step, WorkingHistogram.of(histogram).multiply(-1).finish());
      }
    }
    return out.build();
  }

  private static Grid round(Grid grid, Grid nearest) {
    GridBuilder out = new GridBuilder(grid.steps());
    for (int step = grid.nextPresent(0); step >= 0; step = grid.nextPresent(step + 1)) {
      if (grid.histogram(step) == null) {
        // The inverse loses less than dividing by what to round to.
        double inverse = 1.0 / nearest.value(step);
        out.set(step, Math.floor(grid.value(step) * inverse + 0.5) / inverse);
      }
    }
    return out.build();
  }

  private static Grid clamp(Grid grid, Grid least, Grid greatest) {
    GridBuilder out = new GridBuilder(grid.steps());
    for (int step = grid.nextPresent(0); step >= 0; step = grid.nextPresent(step + 1)) {
      double low = least.value(step);
      double high = greatest.value(step);
      if (grid.histogram(step) == null && !(high < low)) {
        out.set(step, Arithmetic.max(low, Arithmetic.min(high, grid.value(step))));
      }
    }
    return out.build();
  }

  private static Grid infinity(Grid like, double value) {
    return Grid.constant(like.steps(), value);
  }
}
