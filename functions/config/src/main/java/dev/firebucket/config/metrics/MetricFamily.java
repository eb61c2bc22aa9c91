package dev.firebucket.config.metrics;

import dev.firebucket.storage.model.LabelSet;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// A metric with all its series.
///
/// @param name whole, with `_total` where there is one
/// @param kind whether it only rises
/// @param help a sentence; Prometheus' own where the name is
/// @param points one for each series, without a metric name among the labels
public record MetricFamily(String name, Kind kind, String help, List<Point> points) {
  public MetricFamily {
    points = List.copyOf(points);
  }

  /// What becomes of the value.
  public enum Kind {
    /// Only rises, from 0 at the start of the process.
    COUNTER,
    /// Rises and falls.
    GAUGE
  }

  /// A series and its value.
  public record Point(LabelSet labels, double value) {
    /// A series with one label.
    public static Point of(String label, String text, double value) {
      return new Point(LabelSet.of(label, text), value);
    }

    /// A series with one label for each of some things.
    ///
    /// @param text the label's value of a thing
    /// @param value of a thing's series
    public static <T> List<Point> ofEach(
        Collection<T> things, String label, Function<T, String> text, ToDoubleFunction<T> value) {
      return things.stream()
          .map(one -> of(label, text.apply(one), value.applyAsDouble(one)))
          .toList();
    }

    /// A series of whole things with one label.
    public static Point of(String label, String text, long value) {
      return of(label, text, (double) value);
    }
  }
}
