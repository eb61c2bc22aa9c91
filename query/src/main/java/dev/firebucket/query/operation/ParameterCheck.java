package dev.firebucket.query.operation;

import dev.firebucket.go.number.FloatText;
import dev.firebucket.query.arena.CallSite;
import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.kernel.element.Arithmetic;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What Prometheus says of the scalar before an aggregation's or a quantile's vector; it says so
/// even where the vector is empty.
public enum ParameterCheck {
  /// Of `quantile`: the greatest and the least, at all steps together, must lie between 0 and 1.
  QUANTILE {
    @Override
    public List<String> warnings(double... values) {
      Stream<String> none =
          hasNaN(values) ? Stream.of(QuantileWarnings.text(Double.NaN)) : Stream.empty();
      Stream<String> extremes =
          Stream.of(greatest(values), least(values))
              .filter(value -> value < 0 || value > 1)
              .map(QuantileWarnings::text);
      return Stream.concat(none, extremes).distinct().toList();
    }
  },
  /// Of `histogram_quantile`: each must lie between 0 and 1.
  QUANTILES {
    @Override
    public List<String> warnings(double... values) {
      return Arrays.stream(values)
          .filter(QuantileWarnings::isNone)
          .distinct()
          .mapToObj(QuantileWarnings::text)
          .toList();
    }
  },
  /// Of `topk`, `bottomk` and `limitk`: 64-bit integers, unless all are below 1.
  COUNT {
    @Override
    public List<String> warnings(double... values) {
      double greatest = greatest(values);
      double least = least(values);
      if (greatest < 1) {
        return List.of();
      }
      if (hasNaN(values)) {
        throw execution("Parameter value is NaN");
      }
      if (least <= -0x1p63) {
        throw execution("Scalar value " + FloatText.general(least) + " underflows int64");
      }
      if (greatest >= 0x1p63) {
        throw execution("Scalar value " + FloatText.general(greatest) + " overflows int64");
      }
      return List.of();
    }
  },
  /// Of `limit_ratio`: between -1 and 1.
  RATIO {
    @Override
    public List<String> warnings(double... values) {
      if (hasNaN(values)) {
        throw execution("Ratio value is NaN");
      }
      double greatest = greatest(values);
      double least = least(values);
      return Stream.concat(
              greatest > 1 ? Stream.of(beyondTheWhole(greatest, 1)) : Stream.empty(),
              least < -1 ? Stream.of(beyondTheWhole(least, -1)) : Stream.empty())
          .toList();
    }
  };

  /// What to warn of.
  ///
  /// @param values of all steps
  /// @throws PromqlException of type `EXECUTION` where Prometheus refuses them
  public abstract List<String> warnings(double... values);

  /// `checked_quantile(grid, site)`: the same grid.
  public Operation.OfHandle operation() {
    return Operation.handle(
        "checked_" + name().toLowerCase(Locale.ROOT), this::apply, Long.class, Integer.class);
  }

  static List<Operation> all() {
    return Arrays.stream(values()).<Operation>map(ParameterCheck::operation).toList();
  }

  private long apply(Arguments row) {
    Grid grid = row.grid(0);
    if (grid.size() == 0) {
      return row.handle(0);
    }
    double[] values = IntStream.range(0, grid.size()).mapToDouble(grid::value).toArray();
    SourceRange place = row.site(1, CallSite.Place.class).range();
    warnings(values).forEach(text -> row.arena().annotations().warn(text, place));
    return row.handle(0);
  }

  private static boolean hasNaN(double[] values) {
    return Arrays.stream(values).anyMatch(Double::isNaN);
  }

  /// As Go finds it: NaN where there is one, unless there is +Inf.
  private static double greatest(double[] values) {
    return Arrays.stream(values).reduce(-Double.MAX_VALUE, Arithmetic::max);
  }

  private static double least(double[] values) {
    return Arrays.stream(values).reduce(Double.MAX_VALUE, Arithmetic::min);
  }

  private static String beyondTheWhole(double ratio, int limit) {
    return "ratio value should be between -1 and 1, got "
        + FloatText.general(ratio)
        + ", capping to "
        + limit;
  }

  private static PromqlException execution(String message) {
    return new PromqlException(PromqlException.Type.EXECUTION, message, null);
  }
}
