package dev.firebucket.query.kernel;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/// A function of each value of a grid; histograms among them are passed over.
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
      case YEAR, MONTH, DAY_OF_MONTH, DAY_OF_WEEK, DAY_OF_YEAR, DAYS_IN_MONTH, HOUR, MINUTE ->
          map(grid, seconds -> Calendar.part(function, seconds));
      case ABS, CEIL, FLOOR, EXP, SQRT, LN, LOG2, LOG10, SGN, SIN, COS, TAN, ASIN, ACOS, ATAN ->
          map(grid, mathematics(function));
      case SINH, COSH, TANH, ASINH, ACOSH, ATANH, DEG, RAD, NEGATE ->
          map(grid, mathematics(function));
    };
  }

  private static DoubleUnaryOperator mathematics(ElementFunction function) {
    return switch (function) {
      case ABS -> Math::abs;
      case CEIL -> Math::ceil;
      case FLOOR -> Math::floor;
      case EXP -> Math::exp;
      case SQRT -> Math::sqrt;
      case LN -> Math::log;
      case LOG2 -> Logarithms::base2;
      case LOG10 -> Logarithms::base10;
      case SGN -> value -> value < 0 ? -1 : value > 0 ? 1 : value;
      case SIN -> Math::sin;
      case COS -> Math::cos;
      case TAN -> Math::tan;
      case ASIN -> Math::asin;
      case ACOS -> Math::acos;
      case ATAN -> Math::atan;
      case SINH -> Math::sinh;
      case COSH -> Math::cosh;
      case TANH -> Math::tanh;
      case ASINH -> InverseHyperbolic::sine;
      case ACOSH -> InverseHyperbolic::cosine;
      case ATANH -> InverseHyperbolic::tangent;
      case DEG -> value -> value * 180 / Math.PI;
      case RAD -> value -> value * Math.PI / 180;
      case NEGATE -> value -> -value;
      default -> throw new IllegalArgumentException("no function of one number: " + function);
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
