package dev.firebucket.query.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.query.grid.GridBuilder;
import dev.firebucket.query.grid.Samples;
import dev.firebucket.query.result.QueryResult.MatrixResult;
import dev.firebucket.query.result.QueryResult.ScalarResult;
import dev.firebucket.query.result.QueryResult.VectorResult;
import dev.firebucket.query.time.Steps;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.FloatHistogram.ResetHint;
import dev.firebucket.storage.model.FloatHistogram.Span;
import dev.firebucket.storage.model.LabelSet;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrometheusJsonTest {
  private static String scalar(long millis, double value) {
    byte[] json = PrometheusJson.bytes(new ScalarResult(millis, value, List.of(), List.of()));
    return new String(json, StandardCharsets.UTF_8);
  }

  private static String written(double value) {
    VectorSample sample = new VectorSample(LabelSet.EMPTY, 0, value, null);
    byte[] bytes = PrometheusJson.bytes(new VectorResult(List.of(sample), List.of(), List.of()));
    String json = new String(bytes, StandardCharsets.UTF_8);
    return json.substring(json.indexOf("[0,\"") + 4, json.lastIndexOf("\"]"));
  }

  @Test
  void aScalarNeverHasAnExponent() {
    assertThat(scalar(0, 1e21)).contains("\"1000000000000000000000\"");
    assertThat(scalar(0, -1e-7)).contains("\"-0.0000001\"");
  }

  /// What Prometheus 3.14 answers to the query of the same number.
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, -0",
    "1, 1",
    "-17, -17",
    "0.1, 0.1",
    "-0.125, -0.125",
    "1e-6, 0.000001",
    "1e-7, 1e-07",
    "1.5e-9, 1.5e-09",
    "5e-324, 5e-324",
    "1e20, 100000000000000000000",
    "1e21, 1e+21",
    "1.2345e22, 1.2345e+22",
    "123456789.123, 123456789.123",
    "9007199254740993, 9007199254740992",
    "0.30000000000000004, 0.30000000000000004",
    "NaN, NaN",
    "Infinity, +Inf",
    "-Infinity, -Inf",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "2.9999999999999996, 2.9999999999999996"
  })
  void numbersAreTheShortestThatReadBack(double value, String expected) {
    assertThat(written(value)).isEqualTo(expected);
  }

  @Test
  void everyNumberReadsBackAsItself() {
    Random random = new Random(42);
    for (int i = 0; i < 50_000; i++) {
      double value =
          switch (i % 3) {
            case 0 -> Double.longBitsToDouble(random.nextLong());
            case 1 -> Math.round(random.nextGaussian() * 1e6) / 1e3;
            default -> random.nextGaussian();
          };
      if (Double.isFinite(value)) {
        String text = written(value);
        assertThat(Double.parseDouble(text)).isEqualTo(value);
        assertThat(text.length()).isLessThanOrEqualTo(Double.toString(value).length() + 22);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0.001", "1050, 1.050", "1700000000000, 1700000000", "-1500, -1.500"})
  void timesAreSecondsWithThreeDecimalsOrNone(long millis, String expected) {
    assertThat(scalar(millis, 1)).contains("[" + expected + ",\"1\"]");
  }

  private static FloatHistogram histogram() {
    return new FloatHistogram(
        0,
        0.25,
        2,
        7.5,
        -3,
        List.of(new Span(0, 2)),
        new double[] {0, 4},
        List.of(new Span(1, 1)),
        new double[] {1.5},
        new double[0],
        ResetHint.UNKNOWN);
  }

  @Test
  void aHistogramHasItsBucketsWithTheirBoundsButNoEmptyOnes() {
    VectorSample sample = new VectorSample(LabelSet.EMPTY, 1500, 0, histogram());
    VectorResult vector = new VectorResult(List.of(sample), List.of(), List.of());
    assertThat(new String(PrometheusJson.bytes(vector), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"histogram\":[1.500,"
                + "{\"count\":\"7.5\",\"sum\":\"-3\",\"buckets\":["
                + "[1,\"-2\",\"-1\",\"1.5\"],"
                + "[3,\"-0.25\",\"0.25\",\"2\"],"
                + "[0,\"1\",\"2\",\"4\"]]}]}]}");
  }

  @Test
  void aSeriesOfBothKindsHasValuesAndHistograms() {
    Samples samples =
        new Samples(
            new long[] {1000, 2000, 3000},
            new double[] {1, -3, 2},
            new FloatHistogram[] {null, histogram(), null},
            null,
            0,
            3);
    MatrixSeries series = new MatrixSeries(LabelSet.EMPTY, new Points.OfSamples(samples));
    MatrixResult matrix = new MatrixResult(List.of(series), List.of(), List.of());
    assertThat(new String(PrometheusJson.bytes(matrix), StandardCharsets.UTF_8))
        .contains("\"values\":[[1,\"1\"],[3,\"2\"]],\"histograms\":[[2,{\"count\":\"7.5\"");
  }

  @Test
  void aSeriesOnStepsHasItsNumbersAlsoWhereTheyRepeatOrLack() {
    GridBuilder grid = new GridBuilder(new Steps(1000, 500, 7));
    double[] values = {1, 1, -0.0, 0, 0.1, 0.1};
    for (int i = 0; i < values.length; i++) {
      grid.set(i < 3 ? i : i + 1, values[i]);
    }
    MatrixSeries series = new MatrixSeries(LabelSet.EMPTY, new Points.OfGrid(grid.build()));
    MatrixResult matrix = new MatrixResult(List.of(series), List.of(), List.of());
    assertThat(new String(PrometheusJson.bytes(matrix), StandardCharsets.UTF_8))
        .contains(
            "\"values\":[[1,\"1\"],[1.500,\"1\"],[2,\"-0\"],"
                + "[3,\"0\"],[3.500,\"0.1\"],[4,\"0.1\"]]");
  }

  @Test
  void textIsEscaped() {
    VectorSample sample = new VectorSample(LabelSet.of("a\"b", "ä\\\n\u0001"), 0, 1, null);
    VectorResult vector = new VectorResult(List.of(sample), List.of(), List.of());
    assertThat(new String(PrometheusJson.bytes(vector), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"resultType\":\"vector\",\"result\":["
                + "{\"metric\":{\"a\\\"b\":\"ä\\\\\\n\\u0001\"},\"value\":[0,\"1\"]}]}");
  }
}
