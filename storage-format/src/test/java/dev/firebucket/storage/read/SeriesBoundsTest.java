package dev.firebucket.storage.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.catalog.CatalogFile;
import dev.firebucket.storage.compaction.CompactionPolicy;
import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.object.ObjectPart;
import dev.firebucket.storage.testing.ForwardingStore;
import dev.firebucket.storage.testing.MemoryObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Of a day that is split by ranges of series, only the files of the ranges that are asked for are
/// touched.
class SeriesBoundsTest {
  private static final long DAY = Instant.parse("2026-11-22T00:00:00Z").toEpochMilli();

  /// Ends a file after each few thousand bytes.
  private static final CompactionPolicy SMALL_FILES =
      new CompactionPolicy(
          1,
          Duration.ZERO,
          1000,
          1 << 20,
          2,
          Duration.ZERO,
          1,
          Duration.ZERO,
          4_000,
          Duration.ofMinutes(15),
          Duration.ofHours(2),
          Duration.ofHours(1));

  @TempDir Path cache;
  private final Set<String> touched = new ConcurrentSkipListSet<>();
  private final ForwardingStore store =
      new ForwardingStore(new MemoryObjectStore()) {
        @Override
        public Optional<ObjectPart> range(String key, long offset, int length, String version)
            throws IOException {
          touched.add(key);
          return super.range(key, offset, length, version);
        }

        @Override
        public boolean download(String key, Path target) throws IOException {
          touched.add(key);
          return super.download(key, target);
        }
      };

  @Test
  void aMetricTouchesTheFilesThatMayHoldIt() throws Exception {
    Random random = new Random(5);
    SampleBatch batch = new SampleBatch();
    for (int metric = 0; metric < 10; metric++) {
      for (int i = 0; i < 130_000; i++) {
        batch.append(LabelSet.of("__name__", "m" + metric), DAY + i, random.nextInt(4));
      }
    }
    try (Bucket bucket =
        Bucket.on(
            store, BucketOptions.defaults().withCache(new ReadCache(cache, 64 << 20, 64 << 20)))) {
      bucket.writer().write(batch);
      bucket.compactor(SMALL_FILES).compact(Instant.ofEpochMilli(DAY + 900_000_000));
      List<CatalogFile> files = bucket.catalogs().newest().files();
      assertThat(files).hasSizeGreaterThan(2);
      touched.clear();

      try (Snapshot snapshot = bucket.reader().open(DAY, DAY + 86_400_000)) {
        assertThat(snapshot.series(List.of(LabelMatcher.equal("__name__", "m3")))).hasSize(1);
      }

      assertThat(touched)
          .isNotEmpty()
          .isSubsetOf(
              files.stream()
                  .filter(file -> file.series().orElseThrow().mayHold("m3"))
                  .map(CatalogFile::seriesKey)
                  .toList());
      assertThat(touched).hasSizeLessThan(files.size());
    }
  }
}
