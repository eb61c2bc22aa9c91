package dev.firebucket.query.promqltest;

import dev.firebucket.go.number.FloatText;
import dev.firebucket.query.histogram.HistogramText;
import dev.firebucket.query.promqltest.ScriptCommand.Eval;
import dev.firebucket.query.promqltest.ScriptCommand.Expectation;
import dev.firebucket.query.promqltest.ScriptCommand.Note;
import dev.firebucket.query.result.MatrixSeries;
import dev.firebucket.query.result.QueryResult;
import dev.firebucket.query.result.QueryResult.MatrixResult;
import dev.firebucket.query.result.QueryResult.ScalarResult;
import dev.firebucket.query.result.QueryResult.StringResult;
import dev.firebucket.query.result.QueryResult.VectorResult;
import dev.firebucket.query.result.VectorSample;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.LabelSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Compares an answer with what a script expects (`promql/promqltest/test.go` upstream).
final class AnswerCheck {
  private final Eval eval;
  private final Expectation expected;

  AnswerCheck(Eval eval) {
    this.eval = eval;
    this.expected = eval.expectation();
  }

  /// A point: a number, or a histogram.
  private record Point(double value, @Nullable FloatHistogram histogram) {
    String text() {
      return histogram == null ? FloatText.plain(value) : HistogramText.of(histogram);
    }
  }

  /// What is wrong with the answer; null for nothing.
  @Nullable String difference(QueryResult result) {
    if (expected.fail() != null) {
      return "should have failed";
    }
    String values =
        switch (result) {
          case ScalarResult scalar -> scalar(scalar);
          case StringResult string ->
              string.value().equals(expected.string())
                  ? null
                  : "expected " + expected.string() + ", got the string " + string.value();
          case VectorResult vector -> vector(vector.samples());
          case MatrixResult matrix -> matrix(matrix.series());
        };
    if (values != null) {
      return values;
    }
    String warnings =
        notes("warning", expected.warnings(), expected.noWarnings(), result.warnings());
    return warnings != null
        ? warnings
        : notes("info", expected.infos(), expected.noInfos(), result.infos());
  }

  private @Nullable String scalar(ScalarResult scalar) {
    Double wanted = expected.scalar();
    return wanted != null && AlmostEqual.numbers(wanted, scalar.value())
        ? null
        : "expected " + wanted + ", got the scalar " + scalar.value();
  }

  private @Nullable String vector(List<VectorSample> samples) {
    List<SeriesLine> series = expected.series();
    Map<LabelSet, NavigableMap<Long, Point>> got = new HashMap<>();
    for (int i = 0; i < samples.size(); i++) {
      VectorSample sample = samples.get(i);
      NavigableMap<Long, Point> points = new TreeMap<>();
      points.put(eval.endMillis(), new Point(sample.value(), sample.histogram()));
      if (got.put(sample.labels(), points) != null) {
        return "twice " + sample.labels();
      }
      boolean misplaced =
          expected.ordered()
              && (i >= series.size() || !series.get(i).labels().equals(sample.labels()));
      if (misplaced) {
        return "out of order: " + sample.labels();
      }
    }
    return compare(got, eval.endMillis(), 1);
  }

  private @Nullable String matrix(List<MatrixSeries> series) {
    Long onlyAt = eval.onlyAt();
    Map<LabelSet, NavigableMap<Long, Point>> got = new HashMap<>();
    LabelSet before = null;
    for (MatrixSeries one : series) {
      if (before != null && before.compareTo(one.labels()) >= 0) {
        return "series not sorted: " + one.labels();
      }
      before = one.labels();
      NavigableMap<Long, Point> points = new TreeMap<>();
      one.points()
          .forEach((time, value, histogram) -> points.put(time, new Point(value, histogram)));
      if (onlyAt != null) {
        points.keySet().retainAll(Set.of(onlyAt));
      }
      if (!points.isEmpty()) {
        got.put(one.labels(), points);
      }
    }
    Double scalar = expected.scalar();
    if (onlyAt != null && scalar != null) {
      Point point = got.getOrDefault(LabelSet.EMPTY, new TreeMap<>()).get(onlyAt);
      return point != null && AlmostEqual.numbers(scalar, point.value())
          ? null
          : "scalar " + point + " for " + scalar;
    }
    if (onlyAt != null) {
      return compare(got, onlyAt, 1);
    }
    long[] rangeVector = expected.rangeVector();
    if (rangeVector != null) {
      return compare(got, rangeVector[0], rangeVector[1]);
    }
    if (expected.scalar() != null) {
      return "a scalar is expected";
    }
    return compare(got, eval.startMillis(), eval.stepMillis());
  }

  private @Nullable String compare(
      Map<LabelSet, NavigableMap<Long, Point>> got, long start, long step) {
    Map<LabelSet, NavigableMap<Long, Point>> left = new HashMap<>(got);
    for (SeriesLine line : expected.series()) {
      NavigableMap<Long, Point> points = left.remove(line.labels());
      String difference =
          points == null && line.values().stream().allMatch(ScriptValue.Absent.class::isInstance)
              ? null
              : points == null ? "missing" : series(line, points, start, step);
      if (difference != null) {
        return difference + ": " + line.labels();
      }
    }
    return left.isEmpty() ? null : "unexpected series: " + left.keySet().iterator().next();
  }

  private @Nullable String series(
      SeriesLine line, NavigableMap<Long, Point> points, long start, long step) {
    NavigableMap<Long, Point> left = new TreeMap<>(points);
    for (int i = 0; i < line.values().size(); i++) {
      Point point = left.remove(start + i * step);
      ScriptValue wanted = line.values().get(i);
      boolean same =
          switch (wanted) {
            case ScriptValue.Absent absent -> point == null;
            case ScriptValue.FloatValue number ->
                point != null
                    && point.histogram() == null
                    && AlmostEqual.numbers(number.value(), point.value());
            case ScriptValue.Histogram histogram ->
                point != null
                    && point.histogram() != null
                    && AlmostEqual.histograms(histogram, point.histogram());
          };
      if (!same) {
        return "at %d ms expected %s, got %s"
            .formatted(start + i * step, wanted, point == null ? "nothing" : point.text());
      }
    }
    return left.isEmpty() ? null : "more points: " + left;
  }

  private static @Nullable String notes(
      String kind, List<Note> wanted, boolean none, List<String> got) {
    if (none && !got.isEmpty()) {
      return "unexpected " + kind + ": " + got;
    }
    if (wanted.isEmpty()) {
      return null;
    }
    for (Note note : wanted) {
      if (got.stream().noneMatch(note::matches)) {
        return "no " + kind + " " + note.text() + " among " + got;
      }
    }
    boolean all = got.stream().allMatch(text -> wanted.stream().anyMatch(n -> n.matches(text)));
    return all ? null : "another " + kind + ": " + got;
  }
}
