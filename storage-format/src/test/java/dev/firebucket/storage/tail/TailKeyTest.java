package dev.firebucket.storage.tail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.parquet.SamplesFormat;
import dev.firebucket.storage.testing.MemoryObjectStore;
import dev.firebucket.storage.testing.TestClock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the key of a fresh object says.
class TailKeyTest {
  private static final Instant WRITTEN = Instant.parse("2026-11-22T17:53:53.123Z");

  @Test
  void aKeyIsReadBackAsItWasWritten() {
    TailKey key =
        new TailKey(WRITTEN, -5, 1_763_834_033_000L, 40_000, SamplesFormat.STALE_COLUMN, "5f2c");

    assertThat(key.key())
        .isEqualTo("tail/20261122T175353123Z_-5_1763834033000_40000_v2-5f2c.parquet");
    assertThat(TailKey.parse(key.key())).contains(key);
  }

  @Test
  void aKeyWithoutAFormatIsOfTheFirstOneAndALaterFormatIsReadAsTheCurrentOne() {
    String first = "tail/20261122T175353123Z_1_4_1_0e3f-5f2c.parquet";

    assertThat(TailKey.parse(first))
        .hasValueSatisfying(
            key -> {
              assertThat(key.format()).isEqualTo(SamplesFormat.NAN_BITS);
              assertThat(key.key()).isEqualTo(first);
            });
    assertThat(TailKey.parse("tail/20261122T175353123Z_1_4_1_v9-5f2c.parquet"))
        .hasValueSatisfying(key -> assertThat(key.format()).isEqualTo(SamplesFormat.CURRENT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tail/x.parquet",
        "tail/20261122T175353123Z_5_4_1_a.parquet",
        "tail/20261322T175353123Z_1_4_1_a.parquet",
        "tail/20261122T175353123Z_1_4_0_a.parquet",
        "tail/20261122T175353123Z_1_4_1_v0-a.parquet",
        "samples/20261122T175353123Z_1_4_1_a.parquet"
      })
  void whatNoWriterMadeIsNoKey(String key) {
    assertThat(TailKey.parse(key)).isEmpty();
  }

  @Test
  void ofTwoWritesInOneMillisecondTheLaterSortsLast() throws Exception {
    MemoryObjectStore store = new MemoryObjectStore();
    AtomicInteger names = new AtomicInteger(9);
    TailSampleWriter writer =
        new TailSampleWriter(
            store,
            new TestClock(WRITTEN),
            () -> "u" + names.getAndDecrement(),
            (key, series) -> {});

    for (int value = 1; value <= 2; value++) {
      SampleBatch batch = new SampleBatch();
      batch.append(LabelSet.of("__name__", "m"), value, value);
      writer.write(batch);
    }

    List<TailKey> keys =
        store.list("tail/").stream()
            .map(ObjectSummary::key)
            .map(key -> TailKey.parse(key).orElseThrow())
            .toList();
    assertThat(keys).extracting(TailKey::firstMillis).containsExactly(1L, 2L);
  }

  @Test
  void anEmptyBatchWritesNothing() throws Exception {
    MemoryObjectStore store = new MemoryObjectStore();

    new TailSampleWriter(store, new TestClock(WRITTEN), () -> "u", (key, series) -> {})
        .write(new SampleBatch());

    assertThat(store.list("")).isEmpty();
  }
}
