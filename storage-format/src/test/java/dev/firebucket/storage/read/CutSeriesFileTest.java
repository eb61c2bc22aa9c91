package dev.firebucket.storage.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.catalog.CatalogFile;
import dev.firebucket.storage.compaction.CompactionPolicy;
import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CutSeriesFileTest {
  private static final long NOON = Instant.parse("2026-11-22T12:00:00Z").toEpochMilli();

  @TempDir Path folder;

  private Path write() throws IOException {
    SampleBatch batch = new SampleBatch();
    for (int i = 0; i < 100; i++) {
      batch.append(LabelSet.of("__name__", "m", "i", "" + i), NOON, i);
    }
    try (Bucket bucket = Bucket.open(folder.toString(), BucketOptions.defaults())) {
      bucket.writer().write(batch);
      bucket.compactor(CompactionPolicy.EAGER).compact(Instant.ofEpochMilli(NOON + 900_000_000));
      CatalogFile file = bucket.catalogs().newest().files().getFirst();
      return folder.resolve(file.seriesKey());
    }
  }

  private List<StoredSeries> series(Bucket bucket, DamageLog damages) throws IOException {
    return damages.read(
        bucket.reader(),
        NOON - 1000,
        NOON + 1000,
        snapshot -> snapshot.series(List.of(LabelMatcher.equal("__name__", "m"))));
  }

  @Test
  void seriesAreThoseOfTheSamplesAndTheFileIsNamedUntilItIsRestored() throws Exception {
    Path file = write();
    byte[] whole = Files.readAllBytes(file);
    for (int length : List.of(0, 3, whole.length / 2, whole.length - 1)) {
      Files.write(file, Arrays.copyOf(whole, length));
      try (Bucket bucket = Bucket.open(folder.toString(), BucketOptions.defaults())) {
        DamageLog damages = new DamageLog();
        assertThat(series(bucket, damages)).hasSize(100);
        assertThat(damages.lost()).isEmpty();
        assertThat(damages.warnings())
            .singleElement()
            .asString()
            .contains("series/date=2026-11-22");

        Files.write(file, whole);
        DamageLog restored = new DamageLog();
        assertThat(series(bucket, restored)).hasSize(100);
        assertThat(restored.warnings()).isEmpty();
      }
    }
  }
}
