package dev.firebucket.storage.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.catalog.CatalogFile;
import dev.firebucket.storage.catalog.FileLevel;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.FloatHistogram.ResetHint;
import dev.firebucket.storage.model.FloatHistogram.Span;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.parquet.StoredRows;
import dev.firebucket.storage.read.LocalCopy;
import dev.firebucket.storage.read.ReadCache;
import dev.firebucket.storage.read.Snapshot;
import dev.firebucket.storage.testing.MemoryObjectStore;
import dev.firebucket.storage.testing.TestClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Objects without any float go up to days as others do, in a bucket.
class HistogramsAloneTest {
  private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");
  private static final LabelSet NATIVE = LabelSet.of("__name__", "native", "job", "node");

  @TempDir Path cache;
  private final TestClock clock = new TestClock(START);

  private static FloatHistogram histogram(int count) {
    return new FloatHistogram(
        3,
        0.001,
        2,
        count,
        18.4 * count,
        List.of(new Span(-2, 2)),
        new double[] {1, count},
        List.of(),
        new double[0],
        new double[0],
        ResetHint.NOT_RESET);
  }

  private static List<String> rows(Bucket bucket) throws IOException {
    List<String> rows = new ArrayList<>();
    try (Snapshot snapshot = bucket.reader().open(Long.MIN_VALUE, Long.MAX_VALUE)) {
      for (LocalCopy copy : snapshot.copies()) {
        rows.addAll(StoredRows.of(copy.samples()));
      }
    }
    rows.sort(String::compareTo);
    return rows;
  }

  private static Set<FileLevel> levels(Bucket bucket) throws IOException {
    return bucket.catalogs().newest().files().stream()
        .map(CatalogFile::level)
        .collect(Collectors.toSet());
  }

  @Test
  void histogramsAloneStayBitForBit() throws Exception {
    List<String> written = new ArrayList<>();
    Set<FileLevel> seen = EnumSet.noneOf(FileLevel.class);
    try (Bucket bucket =
        Bucket.on(
            new MemoryObjectStore(),
            BucketOptions.defaults()
                .withClock(clock)
                .withCache(new ReadCache(cache, 64 << 20, 64 << 20)))) {
      for (int i = 0; i < 12; i++) {
        long time = clock.instant().toEpochMilli();
        SampleBatch batch = new SampleBatch();
        batch.append(NATIVE, time, histogram(i + 1));
        bucket.writer().write(batch);
        written.add(
            StoredRows.place(NATIVE, time)
                + StoredRows.content(0, histogram(i + 1), SampleBatch.NO_START));
        clock.advance(Duration.ofMinutes(25));
        if (i % 2 == 1) {
          compact(bucket);
          seen.addAll(levels(bucket));
          assertThat(rows(bucket)).isEqualTo(written.stream().sorted().toList());
        }
      }
      clock.advance(Duration.ofHours(30));
      compact(bucket);
      seen.addAll(levels(bucket));

      assertThat(rows(bucket)).isEqualTo(written.stream().sorted().toList());
      assertThat(levels(bucket)).containsOnly(FileLevel.DAY);
      assertThat(seen).contains(FileLevel.HOUR);
    }
  }

  private void compact(Bucket bucket) throws IOException {
    assertThat(bucket.compactor(CompactionPolicy.GRADUAL).compact(clock.instant()).problems())
        .isEmpty();
  }
}
