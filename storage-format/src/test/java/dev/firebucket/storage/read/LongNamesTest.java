package dev.firebucket.storage.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.catalog.CatalogFile;
import dev.firebucket.storage.compaction.CompactionPolicy;
import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.parquet.RowGroupIndex;
import dev.firebucket.storage.parquet.SeriesKey;
import dev.firebucket.storage.testing.MemoryObjectStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Names of metrics so long that Parquet says no bounds of them.
class LongNamesTest {
  private static final long DAY = Instant.parse("2026-11-22T00:00:00Z").toEpochMilli();

  @TempDir Path cache;
  private final MemoryObjectStore store = new MemoryObjectStore();

  private CatalogFile compact(String longName) throws IOException {
    try (Bucket bucket = Bucket.on(store, BucketOptions.defaults())) {
      SampleBatch batch = new SampleBatch();
      batch.append(LabelSet.of("__name__", longName), DAY, 1);
      batch.append(LabelSet.of("__name__", "up", "job", "node"), DAY, 2);
      bucket.writer().write(batch);
      assertThat(
              bucket
                  .compactor(CompactionPolicy.EAGER)
                  .compact(Instant.ofEpochMilli(DAY).plusSeconds(200_000))
                  .problems())
          .isEmpty();
      return bucket.catalogs().newest().files().getFirst();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4_095, 65_536, 70_000})
  void theirSeriesAndThoseBesideThemAreFoundByName(int length) throws Exception {
    String name = "l" + "o".repeat(length - 2) + "ng";
    assertThat(compact(name).indexBytes()).isPositive();

    try (Bucket bucket =
            Bucket.on(
                store, BucketOptions.defaults().withCache(new ReadCache(cache, 1 << 24, 1 << 24)));
        Snapshot snapshot = bucket.reader().open(DAY, DAY + 1)) {
      for (String metric : List.of(name, "up")) {
        List<StoredSeries> found = snapshot.series(List.of(LabelMatcher.equal("__name__", metric)));
        assertThat(found).extracting(one -> one.labels().metricName()).containsExactly(metric);
        List<FileOutline> outlines = snapshot.outlines(DAY, DAY + 1, found);
        try (OpenFiles files = snapshot.open(outlines, WantedRows.of(found))) {
          assertThat(files.paths()).hasSize(1);
        }
      }
      assertThat(snapshot.series(List.of(LabelMatcher.equal("__name__", "none")))).isEmpty();
    }
  }

  @Test
  void aFooterWithoutBoundsMayHoldAnySeries() throws Exception {
    CatalogFile file = compact("x".repeat(4_095));
    byte[] samples = store.get(file.key()).orElseThrow();
    int length = ByteBuffer.wrap(samples).order(ByteOrder.LITTLE_ENDIAN).getInt(samples.length - 8);

    RowGroupIndex index =
        RowGroupIndex.ofFooter(
            Arrays.copyOfRange(samples, samples.length - 8 - length, samples.length - 8),
            samples.length);

    for (String metric : List.of("a", "up", "x".repeat(4_095), "z")) {
      assertThat(index.holding(new TreeSet<>(List.of(new SeriesKey(metric, 7))), DAY, DAY))
          .hasToString("{0}");
    }
  }
}
