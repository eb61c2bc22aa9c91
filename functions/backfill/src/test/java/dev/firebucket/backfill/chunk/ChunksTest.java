package dev.firebucket.backfill.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.backfill.testing.RandomSamples;
import dev.firebucket.backfill.testing.RandomSamples.Point;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.FloatHistogram.ResetHint;
import dev.firebucket.storage.model.StaleMarker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunksTest {
  private static final int SERIES = 200;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void floatsComeBackWithTheirBits(long seed) throws IOException {
    RandomSamples random = new RandomSamples(seed);
    for (int i = 0; i < SERIES; i++) {
      List<Point> points = random.floats(1 + i);
      XorChunk chunk = new XorChunk();
      points.forEach(point -> chunk.append(point.millis(), point.value()));

      assertThat(read(ChunkEncoding.XOR, chunk.toByteArray())).isEqualTo(points);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void histogramsComeBackWhereOneChunkTakesThem(long seed) throws IOException {
    RandomSamples random = new RandomSamples(seed);
    for (int i = 0; i < SERIES; i++) {
      List<Point> points = random.histograms(1 + i % 20);
      List<Point> back = new ArrayList<>();
      FloatHistogramChunk chunk = new FloatHistogramChunk();
      for (Point point : points) {
        if (!chunk.accepts(point.histogramOrThrow())) {
          back.addAll(read(ChunkEncoding.FLOAT_HISTOGRAM, chunk.toByteArray()));
          chunk = new FloatHistogramChunk();
        }
        chunk.append(point.millis(), point.histogramOrThrow());
      }
      back.addAll(read(ChunkEncoding.FLOAT_HISTOGRAM, chunk.toByteArray()));

      assertThat(back).isEqualTo(points);
    }
  }

  /// By hand from the format: count, time 1000 and the value 1; a step of 15,000 and no difference
  /// (`0`); the same step (`0`), and a difference of eleven bits behind one zero (`11`, 1, 11,
  /// ones).
  @Test
  void aChunkIsTheBytesThatTheFormatSays() {
    XorChunk chunk = new XorChunk();
    chunk.append(1000, 1);
    chunk.append(16_000, 1);
    chunk.append(31_000, 2);

    assertThat(HexFormat.of().formatHex(chunk.toByteArray()))
        .isEqualTo("0003" + "d00f" + "3ff0000000000000" + "9875" + "3097ffc0");
  }

  @Test
  void nothingIsReadBehindTheEnd() throws IOException {
    XorChunk chunk = new XorChunk();
    for (int i = 0; i < 100; i++) {
      chunk.append(i * 15_000L, Math.sqrt(i));
    }
    byte[] whole = chunk.toByteArray();
    for (int length = 2; length < whole.length - 1; length++) {
      byte[] cut = Arrays.copyOf(whole, length);

      assertThatThrownBy(() -> read(ChunkEncoding.XOR, cut))
          .isInstanceOf(ChunkException.class)
          .hasMessageContaining("ends in the middle");
    }
  }

  @Test
  void aHistogramThatCountsLessBeginsAChunk() {
    FloatHistogram first = RandomSamples.histogram(10, new double[] {4, 6}, ResetHint.UNKNOWN);
    FloatHistogramChunk chunk = new FloatHistogramChunk();
    chunk.append(0, first);

    assertThat(chunk.accepts(RandomSamples.histogram(12, new double[] {5, 7}, ResetHint.UNKNOWN)))
        .isTrue();
    assertThat(chunk.accepts(RandomSamples.histogram(12, new double[] {3, 9}, ResetHint.UNKNOWN)))
        .isFalse();
    assertThat(chunk.accepts(RandomSamples.histogram(12, new double[] {5, 7}, ResetHint.RESET)))
        .isFalse();
    assertThat(chunk.accepts(RandomSamples.histogram(12, new double[] {5, 7}, ResetHint.GAUGE)))
        .isFalse();
    assertThat(chunk.accepts(FloatHistogramChunk.stale(StaleMarker.VALUE))).isFalse();
  }

  @Test
  void encodingsThatCannotBeReadAreNamed() {
    assertThatThrownBy(() -> read(ChunkEncoding.XOR2, new byte[2])).hasMessageContaining("xor2");
    assertThatThrownBy(() -> read(ChunkEncoding.HISTOGRAM_ST, new byte[2]))
        .hasMessageContaining("histograms-st-encoding");
    assertThatThrownBy(() -> ChunkEncoding.of(77)).hasMessageContaining("77");
  }

  static List<Point> read(ChunkEncoding encoding, byte[] chunk) throws IOException {
    List<Point> points = new ArrayList<>();
    encoding.read(
        chunk,
        new PointSink() {
          @Override
          public void value(long millis, double value) {
            points.add(Point.of(millis, value));
          }

          @Override
          public void histogram(long millis, FloatHistogram histogram) {
            points.add(Point.of(millis, histogram));
          }
        });
    return points;
  }
}
