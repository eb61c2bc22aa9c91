package dev.firebucket.backfill.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.backfill.testing.RandomSamples;
import dev.firebucket.backfill.testing.RandomSamples.Point;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.LabelSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TsdbBlockTest {
  private static final String ULID = "01JDSKY0000000000000000000";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatWasWrittenIsRead(long seed) throws IOException {
    Map<LabelSet, List<Point>> series = series(seed);

    BlockMeta meta = write(series);

    assertThat(meta.series()).isEqualTo(series.size());
    assertThat(meta.samples()).isEqualTo(series.values().stream().mapToLong(List::size).sum());
    try (TsdbBlock block = TsdbBlock.open(folder.resolve(ULID))) {
      assertThat(block.meta()).isEqualTo(meta);
      Map<LabelSet, List<Point>> read = read(block, Long.MIN_VALUE, Long.MAX_VALUE);
      assertThat(read).isEqualTo(series);
      assertThat(read.keySet()).containsExactlyElementsOf(series.keySet());
    }
  }

  @Test
  void onlyTheSamplesOfARangeAreGiven() throws IOException {
    LabelSet labels = LabelSet.of("__name__", "m", "job", "a");
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      points.add(Point.of(i * 1000L, i));
    }
    write(Map.of(labels, points));

    try (TsdbBlock block = TsdbBlock.open(folder.resolve(ULID))) {
      assertThat(read(block, 119_000, 240_000)).isEqualTo(Map.of(labels, points.subList(119, 241)));
      assertThat(read(block, 1_000_000, 2_000_000)).isEmpty();
    }
  }

  @Test
  void aDamagedFileIsNamedWithThePlace() throws IOException {
    write(series(1));
    Path segment = folder.resolve(ULID).resolve("chunks/000001");
    byte[] bytes = Files.readAllBytes(segment);
    bytes[100] ^= 1;
    Files.write(segment, bytes);

    try (TsdbBlock block = TsdbBlock.open(folder.resolve(ULID))) {
      assertThatThrownBy(() -> read(block, Long.MIN_VALUE, Long.MAX_VALUE))
          .hasMessageContaining("000001 is damaged at byte")
          .hasMessageContaining("checksum");
    }
  }

  @Test
  void anIndexThatIsCutOffIsNoIndex() throws IOException {
    write(series(1));
    Path index = folder.resolve(ULID).resolve("index");
    byte[] bytes = Files.readAllBytes(index);
    Files.write(index, java.util.Arrays.copyOf(bytes, bytes.length - 10));

    assertThatThrownBy(() -> TsdbBlock.open(folder.resolve(ULID)))
        .hasMessageContaining("index is damaged");
  }

  @Test
  void anUnfinishedBlockLeavesNothing() throws IOException {
    try (BlockWriter block = BlockWriter.create(folder, ULID, List.of("__name__", "m"))) {
      block.series(LabelSet.of("__name__", "m"));
      block.value(1, 1);
    }

    assertThat(folder).isEmptyDirectory();
  }

  private static Map<LabelSet, List<Point>> series(long seed) {
    RandomSamples random = new RandomSamples(seed);
    Random choice = new Random(seed);
    Map<LabelSet, List<Point>> series = new TreeMap<>();
    for (int i = 0; i < 300; i++) {
      LabelSet labels =
          LabelSet.of(
              "__name__",
              "metric_" + i % 7,
              "A",
              "x" + i,
              "größe",
              i % 2 == 0 ? "ü" : "\uD83D\uDD25");
      series.put(
          labels,
          choice.nextInt(5) == 0
              ? random.histograms(1 + choice.nextInt(50))
              : random.floats(1 + choice.nextInt(400)));
    }
    return new LinkedHashMap<>(series);
  }

  private BlockMeta write(Map<LabelSet, List<Point>> series) throws IOException {
    TreeSet<String> texts = new TreeSet<>();
    series
        .keySet()
        .forEach(
            labels ->
                labels.forEach(
                    (name, value) -> {
                      texts.add(name);
                      texts.add(value);
                    }));
    try (BlockWriter block = BlockWriter.create(folder, ULID, texts)) {
      for (Map.Entry<LabelSet, List<Point>> one : series.entrySet()) {
        block.series(one.getKey());
        for (Point point : one.getValue()) {
          FloatHistogram histogram = point.histogram();
          if (histogram == null) {
            block.value(point.millis(), point.value());
          } else {
            block.histogram(point.millis(), histogram);
          }
        }
      }
      return block.finish().orElseThrow();
    }
  }

  private static Map<LabelSet, List<Point>> read(TsdbBlock block, long from, long to)
      throws IOException {
    Map<LabelSet, List<Point>> series = new LinkedHashMap<>();
    block.read(
        from,
        to,
        new TsdbBlock.SeriesSink() {
          private List<Point> points = new ArrayList<>();

          @Override
          public void series(LabelSet labels) {
            points = new ArrayList<>();
            series.put(labels, points);
          }

          @Override
          public void value(long millis, double value) {
            points.add(Point.of(millis, value));
          }

          @Override
          public void histogram(long millis, FloatHistogram histogram) {
            points.add(Point.of(millis, histogram));
          }
        });
    return series;
  }
}
