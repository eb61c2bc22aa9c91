package dev.firebucket.storage.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.catalog.CatalogFile;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.FloatHistogram.ResetHint;
import dev.firebucket.storage.model.FloatHistogram.Span;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.model.StaleMarker;
import dev.firebucket.storage.parquet.StoredRows;
import dev.firebucket.storage.testing.TestClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What compaction leaves, to the bit, next to a map that keeps the last sample written of each
/// series and time: values, NaNs of all kinds, stale markers, histograms, start timestamps.
class MergeAgainstModelTest {
  private static final Instant START = Instant.parse("2026-11-22T23:00:00Z");
  private static final int MOST_RUNS = 50;
  private static final double[] ODD_VALUES = {
    0.0,
    -0.0,
    Double.NaN,
    Double.longBitsToDouble(0x7ff8000000000001L),
    Double.longBitsToDouble(0xfff8000000001234L),
    StaleMarker.VALUE,
    Double.POSITIVE_INFINITY,
    Double.MIN_VALUE
  };

  @TempDir Path folder;
  private final TestClock clock = new TestClock(START);
  private final TreeMap<String, String> model = new TreeMap<>();

  /// Little memory merges few objects at once, small files split a day by series, and when time
  /// runs faster merges end early.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 6, 12})
  void theLastWrittenSampleOfEachSeriesAndTimeStaysAndNothingElse(long seed) throws Exception {
    Random random = new Random(seed);
    long memory = seed % 2 == 0 ? 1 << 18 : 64 << 20;
    long fileBytes = seed % 3 == 0 ? 4096 : 1 << 20;
    Duration tick = seed % 4 == 0 ? Duration.ofSeconds(20) : Duration.ZERO;
    BucketOptions options =
        BucketOptions.defaults()
            .withClock(
                () -> {
                  clock.advance(tick);
                  return clock.instant();
                })
            .withMerge(new MergeResources(memory, 2, folder.resolve("work")));
    try (Bucket bucket = Bucket.open(folder.resolve("store").toString(), options)) {
      for (int round = 0; round < 2; round++) {
        for (int object = 0; object < 6; object++) {
          write(bucket, random);
        }
        compactAll(bucket, fileBytes);
        assertThat(stored(bucket)).isEqualTo(lines());
      }
    }
  }

  private void compactAll(Bucket bucket, long fileBytes) throws IOException {
    for (int run = 0; run < MOST_RUNS; run++) {
      Instant due = START.plus(Duration.ofDays(3));
      CompactionReport report = bucket.compactor(policy(fileBytes)).compact(due);
      assertThat(report.problems()).isEmpty();
      if (report.writtenFiles() == 0) {
        return;
      }
    }
    throw new AssertionError("compaction came to no end");
  }

  private static CompactionPolicy policy(long fileBytes) {
    return new CompactionPolicy(
        1,
        Duration.ZERO,
        4,
        1 << 20,
        2,
        Duration.ZERO,
        1,
        Duration.ZERO,
        fileBytes,
        Duration.ofMinutes(15),
        Duration.ofHours(1),
        Duration.ofMinutes(30));
  }

  private void write(Bucket bucket, Random random) throws IOException {
    SampleBatch batch = new SampleBatch();
    long from = START.plusSeconds(random.nextInt(7200)).toEpochMilli();
    for (int i = 0; i < 400; i++) {
      LabelSet series =
          LabelSet.of("__name__", "m" + random.nextInt(4), "n", "" + random.nextInt(9));
      long time = from + random.nextInt(60) * 1000L;
      long start = random.nextInt(5) == 0 ? time - random.nextInt(100) : SampleBatch.NO_START;
      if (random.nextInt(12) == 0) {
        batch.append(series, time, histogram(random), start);
      } else {
        batch.append(series, time, value(random), start);
      }
    }
    for (int row = 0; row < batch.sampleCount(); row++) {
      model.put(
          StoredRows.place(batch.labels(row), batch.timestamp(row)),
          StoredRows.content(batch.value(row), batch.histogram(row), batch.startTimestamp(row)));
    }
    bucket.writer().write(batch);
    clock.advance(Duration.ofSeconds(1));
  }

  private static double value(Random random) {
    return random.nextInt(3) == 0
        ? ODD_VALUES[random.nextInt(ODD_VALUES.length)]
        : random.nextInt(1000) / 8.0;
  }

  private static FloatHistogram histogram(Random random) {
    boolean both = random.nextBoolean();
    return new FloatHistogram(
        3,
        0.001,
        random.nextInt(4),
        5,
        random.nextInt(3) == 0 ? ODD_VALUES[random.nextInt(6)] : 18.5,
        List.of(new Span(-2, 2), new Span(3, 1)),
        new double[] {1, 2, random.nextInt(9)},
        both ? List.of(new Span(0, 1)) : List.of(),
        both ? new double[] {7} : new double[0],
        new double[0],
        ResetHint.of(random.nextInt(4)));
  }

  private List<String> lines() {
    return model.entrySet().stream().map(one -> one.getKey() + one.getValue()).toList();
  }

  /// All rows of the compacted files, sorted: a row that stood in two files would come twice.
  private List<String> stored(Bucket bucket) throws IOException {
    List<String> rows = new ArrayList<>();
    for (CatalogFile file : bucket.catalogs().newest().files()) {
      rows.addAll(StoredRows.of(folder.resolve("store").resolve(file.key())));
    }
    rows.sort(String::compareTo);
    return rows;
  }
}
