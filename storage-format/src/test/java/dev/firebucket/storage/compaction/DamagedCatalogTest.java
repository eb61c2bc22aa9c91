package dev.firebucket.storage.compaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.testing.MemoryObjectStore;
import dev.firebucket.storage.testing.StoredSamples;
import dev.firebucket.storage.testing.TestClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every sample stays readable, whatever happens to the newest catalog version and whoever goes on
/// after it. Each process is a bucket that is opened again.
class DamagedCatalogTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir Path folder;
  private final TestClock clock = new TestClock(NOON);
  private final MemoryObjectStore store = new MemoryObjectStore(clock);
  private int written;

  private Bucket open() throws IOException {
    return Bucket.on(store, BucketOptions.defaults().withClock(clock));
  }

  private void write(int objects) throws IOException {
    try (Bucket bucket = open()) {
      for (int i = 0; i < objects; i++) {
        SampleBatch batch = new SampleBatch();
        batch.append(
            LabelSet.of("__name__", "m"), NOON.plusSeconds(written).toEpochMilli(), written);
        bucket.writer().write(batch);
        written++;
      }
    }
  }

  private void compact() throws IOException {
    try (Bucket bucket = open()) {
      var _ = bucket.compactor(CompactionPolicy.EAGER).compact(clock.instant());
    }
  }

  private List<String> all() throws Exception {
    try (Bucket bucket = open()) {
      return StoredSamples.all(bucket.reader());
    }
  }

  private void cutNewestInHalf() throws IOException {
    String key = store.list(StorageLayout.CATALOG).getLast().key();
    byte[] whole = store.get(key).orElseThrow();
    store.put(key, Arrays.copyOf(whole, whole.length / 2));
  }

  @Test
  void readersSeeEverySampleOnceAndACompactionSoonAfterKeepsThem() throws Exception {
    write(5);
    compact();
    write(5);
    compact();
    List<String> before = all();

    cutNewestInHalf();

    assertThat(all()).isEqualTo(before).hasSize(10);
    compact();
    assertThat(all()).isEqualTo(before);
    clock.advance(Duration.ofHours(5));
    compact();
    compact();
    assertThat(all()).as("after everything that no longer counts was deleted").isEqualTo(before);
  }

  @Test
  void aCompactionLongAfterMergesAndDeletesNothing() throws Exception {
    write(5);
    compact();
    write(5);
    compact();
    cutNewestInHalf();
    List<String> keys = keys();
    clock.advance(Duration.ofHours(5));

    assertThatThrownBy(this::compact).hasMessageContaining("is damaged");

    assertThat(keys()).isEqualTo(keys);
    assertThat(all()).hasSize(10);
  }

  @Test
  void aVersionThatOnlyForgotWhatWasDeletedBringsNothingBack() throws Exception {
    write(5);
    compact();
    clock.advance(Duration.ofMinutes(20));
    compact();
    assertThat(store.list(StorageLayout.TAIL)).isEmpty();

    cutNewestInHalf();

    assertThat(all()).hasSize(5);
    compact();
    assertThat(all()).hasSize(5);
  }

  private List<String> keys() throws IOException {
    return store.list("").stream().map(ObjectSummary::key).toList();
  }

  /// A compaction each few minutes; now and then the newest version is damaged, by processes that
  /// begin again each time.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void nothingIsLostInALongRun(long seed) throws Exception {
    Random random = new Random(seed);
    for (int step = 0; step < 12; step++) {
      write(1 + random.nextInt(3));
      clock.advance(Duration.ofMinutes(1 + random.nextInt(12)));
      try {
        compact();
        if (random.nextInt(5) == 0) {
          cutNewestInHalf();
          clock.advance(Duration.ofMinutes(random.nextInt(4)));
          assertThat(all()).as("step %d", step).hasSize(written);
          compact();
        }
      } catch (IOException refused) {
        assertThat(refused).hasMessageContaining("is damaged");
        throw new AssertionError("within the time that sources stand", refused);
      }
      assertThat(all()).as("step %d", step).hasSize(written);
    }
  }
}
