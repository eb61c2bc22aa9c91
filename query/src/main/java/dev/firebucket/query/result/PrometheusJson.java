package dev.firebucket.query.result;

import dev.firebucket.go.number.FloatText;
import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.result.QueryResult.MatrixResult;
import dev.firebucket.query.result.QueryResult.ScalarResult;
import dev.firebucket.query.result.QueryResult.StringResult;
import dev.firebucket.query.result.QueryResult.VectorResult;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.LabelSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// Writes answers as the HTTP API's `data`: `{"resultType":"matrix","result":[…]}`
/// (<https://prometheus.io/docs/prometheus/latest/querying/api/#expression-query-result-formats>).
public final class PrometheusJson {
  /// How many bytes are gathered before they are handed on.
  private static final int CHUNK = 1 << 16;

  private final JsonBytes json = new JsonBytes();
  private final OutputStream out;
  private @Nullable StepTexts stepTexts;

  private PrometheusJson(OutputStream out) {
    this.out = out;
  }

  /// Writes the whole `data` object; the stream stays open.
  ///
  /// @throws IOException what the stream throws
  public static void write(QueryResult result, OutputStream out) throws IOException {
    PrometheusJson writer = new PrometheusJson(out);
    writer.json.raw("{\"resultType\":\"").raw(result.type().wireName()).raw("\",\"result\":");
    writer.result(result);
    writer.json.raw('}').drainTo(out);
  }

  /// The whole `data` object.
  public static byte[] bytes(QueryResult result) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      write(result, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private void result(QueryResult result) throws IOException {
    switch (result) {
      case VectorResult vector -> vector(vector);
      case MatrixResult matrix -> matrix(matrix);
      // A scalar never has an exponent.
      case ScalarResult scalar -> text(scalar.timestampMillis(), FloatText.plain(scalar.value()));
      case StringResult string -> text(string.timestampMillis(), string.value());
    }
  }

  private void text(long timestampMillis, String value) {
    json.raw('[');
    SampleText.time(json, timestampMillis);
    json.raw(',').string(value).raw(']');
  }

  private void vector(VectorResult vector) throws IOException {
    json.raw('[');
    String separator = "";
    for (VectorSample sample : vector.samples()) {
      json.raw(separator).raw("{\"metric\":");
      labels(sample.labels());
      json.raw(sample.histogram() == null ? ",\"value\":" : ",\"histogram\":");
      point(sample.timestampMillis(), sample.value(), sample.histogram());
      json.raw('}');
      separator = ",";
      handOn();
    }
    json.raw(']');
  }

  private void matrix(MatrixResult matrix) throws IOException {
    json.raw('[');
    String separator = "";
    for (MatrixSeries series : matrix.series()) {
      json.raw(separator).raw("{\"metric\":");
      labels(series.labels());
      values(series.points());
      points(series.points(), true);
      json.raw('}');
      separator = ",";
      handOn();
    }
    json.raw(']');
  }

  private void values(Points points) {
    if (points instanceof Points.OfGrid(Grid grid) && !grid.hasHistograms()) {
      json.raw(",\"values\":");
      gridValues(grid);
    } else {
      points(points, false);
    }
  }

  /// Most answers are this: numbers on steps that all series share. Many stay the same from step to
  /// step: their text is copied.
  private void gridValues(Grid grid) {
    StepTexts texts = stepTexts;
    if (texts == null || !texts.steps().equals(grid.steps())) {
      texts = new StepTexts(grid.steps());
      stepTexts = texts;
    }
    json.raw('[');
    boolean first = true;
    long bits = 0;
    int from = 0;
    int to = 0;
    for (int step = grid.nextPresent(0); step >= 0; step = grid.nextPresent(step + 1)) {
      texts.write(json, step, first);
      double value = grid.value(step);
      if (!first && Double.doubleToRawLongBits(value) == bits) {
        json.again(from, to);
      } else {
        bits = Double.doubleToRawLongBits(value);
        from = json.size();
        SampleText.number(json, value);
        to = json.size();
      }
      json.raw("\"]");
      first = false;
    }
    json.raw(']');
  }

  /// The numbers, or the histograms, of a series; nothing where it has none.
  private void points(Points points, boolean histograms) {
    if (histograms && !points.mayHoldHistograms()) {
      return;
    }
    String[] separator = {histograms ? ",\"histograms\":[" : ",\"values\":["};
    points.forEach(
        (time, value, histogram) -> {
          if ((histogram != null) == histograms) {
            json.raw(separator[0]);
            separator[0] = ",";
            point(time, value, histogram);
          }
        });
    if (separator[0].equals(",")) {
      json.raw(']');
    }
  }

  private void point(long timeMillis, double value, @Nullable FloatHistogram histogram) {
    json.raw('[');
    SampleText.time(json, timeMillis);
    json.raw(',');
    if (histogram == null) {
      SampleText.value(json, value);
    } else {
      HistogramJson.write(json, histogram);
    }
    json.raw(']');
  }

  private void labels(LabelSet labels) {
    json.raw('{');
    boolean[] first = {true};
    labels.forEach(
        (name, value) -> {
          if (!first[0]) {
            json.raw(',');
          }
          first[0] = false;
          json.string(name).raw(':').string(value);
        });
    json.raw('}');
  }

  private void handOn() throws IOException {
    if (json.size() > CHUNK) {
      json.drainTo(out);
    }
  }
}
