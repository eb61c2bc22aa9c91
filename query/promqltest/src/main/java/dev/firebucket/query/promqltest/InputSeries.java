package dev.firebucket.query.promqltest;

import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;

/// A series as tests of rules write it: its name and labels, and a value for each of a regular row
/// of times, `0+1x10 _ stale`
/// ([notation](https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/#series)).
public final class InputSeries {
  private final SeriesLine line;

  private InputSeries(SeriesLine line) {
    this.line = line;
  }

  /// @param series such as `up{job="a"}`
  /// @param values such as `1 1 0x5`
  /// @throws IllegalArgumentException when either cannot be read
  public static InputSeries read(String series, String values) {
    return new InputSeries(SeriesNotation.read(series.strip() + " " + values));
  }

  /// Name and labels by themselves; nothing gives no labels.
  ///
  /// @throws IllegalArgumentException when they cannot be read
  public static LabelSet labels(String series) {
    return series.isBlank() ? LabelSet.EMPTY : SeriesNotation.read(series.strip()).labels();
  }

  /// A single native histogram: `{{schema:1 count:3 sum:2 buckets:[1 2]}}`.
  ///
  /// @throws IllegalArgumentException when it is none
  public static FloatHistogram histogram(String text) {
    SeriesLine line = SeriesNotation.read("{} " + text);
    if (line.values().size() != 1) {
      throw new IllegalArgumentException("expected 1 value, got " + line.values().size());
    }
    return switch (line.values().getFirst()) {
      case ScriptValue.Histogram histogram -> histogram.histogram();
      case ScriptValue.FloatValue number ->
          throw new IllegalArgumentException("expected histogram, got " + number);
      case ScriptValue.Absent absent ->
          throw new IllegalArgumentException("expected histogram, got " + absent);
    };
  }

  /// A histogram as [#histogram] reads it, with all buckets between its first and its last.
  public static String text(FloatHistogram histogram) {
    return HistogramWriting.of(histogram);
  }

  /// Its name and labels.
  public LabelSet labels() {
    return line.labels();
  }

  /// Adds the samples of some of its times to a batch.
  ///
  /// @param startMillis the first of all times
  /// @param stepMillis from one to the next
  /// @param afterMillis the times to add begin after this
  /// @param untilMillis and end with this
  public void append(
      SampleBatch batch, long startMillis, long stepMillis, long afterMillis, long untilMillis) {
    SampleBatch.Series series = batch.series(line.labels());
    long first = afterMillis < startMillis ? 0 : (afterMillis - startMillis) / stepMillis + 1;
    for (long i = first; i < line.values().size(); i++) {
      long time = startMillis + i * stepMillis;
      if (time > untilMillis) {
        return;
      }
      switch (line.values().get((int) i)) {
        case ScriptValue.Absent _ -> {}
        case ScriptValue.FloatValue number ->
            series.append(time, number.value(), SampleBatch.NO_START);
        case ScriptValue.Histogram histogram ->
            series.append(time, histogram.histogram(), SampleBatch.NO_START);
      }
    }
  }
}
