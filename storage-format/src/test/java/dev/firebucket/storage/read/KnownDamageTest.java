package dev.firebucket.storage.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.catalog.CatalogFile;
import dev.firebucket.storage.compaction.CompactionPolicy;
import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.StoreRequest;
import dev.firebucket.storage.object.directory.DirectoryObjectStore;
import dev.firebucket.storage.testing.MemoryObjectStore;
import dev.firebucket.storage.testing.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A damaged object is read once, not by each query that would want it, and an object that was
/// restored counts in the next one.
class KnownDamageTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final long DAY = Instant.parse("2026-11-22T00:00:00Z").toEpochMilli();
  private static final int PANELS = 20;

  private static byte[] samples;
  private static byte[] series;
  private static byte[] catalog;
  private static CatalogFile file;

  @TempDir Path folder;
  private final TestClock clock = new TestClock(NOON);
  private final MemoryObjectStore memory = new MemoryObjectStore(clock);
  private Bucket bucket;

  /// Three row groups, a metric in each.
  @BeforeAll
  static void compactADay() throws IOException {
    MemoryObjectStore store = new MemoryObjectStore();
    Random random = new Random(11);
    SampleBatch batch = new SampleBatch();
    for (int metric = 0; metric < 3; metric++) {
      for (int i = 0; i < 122_880; i++) {
        batch.append(labels("m" + metric), DAY + i * 600L, random.nextDouble());
      }
    }
    try (Bucket writing = Bucket.on(store, BucketOptions.defaults())) {
      writing.writer().write(batch);
      writing
          .compactor(CompactionPolicy.EAGER)
          .compact(Instant.ofEpochMilli(DAY).plusSeconds(200_000));
      file = writing.catalogs().newest().files().getFirst();
    }
    samples = store.get(file.key()).orElseThrow();
    series = store.get(file.seriesKey()).orElseThrow();
    catalog = store.get("catalog/00000000000000000001.json").orElseThrow();
  }

  private static LabelSet labels(String metric) {
    return LabelSet.of("__name__", metric);
  }

  private void open(ObjectStore store) throws IOException {
    store.put(file.seriesKey(), series);
    store.put("catalog/00000000000000000001.json", catalog);
    bucket =
        Bucket.on(
            store,
            BucketOptions.defaults()
                .withClock(clock)
                .withCache(new ReadCache(folder.resolve("cache"), 64 << 20, 64 << 20)));
  }

  @AfterEach
  void close() {
    bucket.close();
  }

  /// With a flipped bit in the last of the three row groups.
  private static byte[] damaged() {
    byte[] bytes = samples.clone();
    bytes[bytes.length * 5 / 6] ^= 1;
    return bytes;
  }

  /// What a query of a metric has to warn of.
  private List<String> ask(String metric) throws IOException {
    DamageLog damages = new DamageLog();
    var _ =
        damages.read(
            bucket.reader(),
            DAY,
            DAY + 86_400_000,
            snapshot -> {
              List<StoredSeries> found =
                  snapshot.series(List.of(LabelMatcher.equal("__name__", metric)));
              List<FileOutline> outlines = snapshot.outlines(DAY, DAY + 86_400_000, found);
              snapshot.open(outlines, WantedRows.of(found)).close();
              return found;
            });
    return damages.lost();
  }

  private static long fetched(ObjectStore store) {
    return store.requests().counts().of(StoreRequest.GET_RANGE).bytes();
  }

  @Test
  void twentyPanelsFetchTheDamagedRowGroupForOneOfThem() throws Exception {
    memory.put(file.key(), damaged());
    open(memory);
    assertThat(ask("m2")).singleElement().asString().contains(file.key(), "column 'value'");
    long before = fetched(memory);

    for (int panel = 1; panel < PANELS; panel++) {
      assertThat(ask("m2")).singleElement().asString().contains(file.key(), "column 'value'");
    }

    assertThat(fetched(memory) - before).as("a byte for its version").isEqualTo(PANELS - 1);
  }

  @Test
  void soundRowGroupsOfTheObjectAreReadAllTheSame() throws Exception {
    memory.put(file.key(), damaged());
    open(memory);

    assertThat(ask("m2")).hasSize(1);
    assertThat(ask("m0")).isEmpty();
    assertThat(ask("m1")).isEmpty();
    assertThat(ask("m2")).hasSize(1);
  }

  @Test
  void anObjectThatWasRestoredCountsInTheNextQuery() throws Exception {
    memory.put(file.key(), damaged());
    open(memory);
    assertThat(ask("m2")).hasSize(1);
    assertThat(ask("m2")).hasSize(1);

    memory.put(file.key(), samples);

    assertThat(ask("m2")).isEmpty();
  }

  @Test
  void afterAWhileTheObjectIsReadAgain() throws Exception {
    memory.put(file.key(), damaged());
    open(memory);
    assertThat(ask("m2")).hasSize(1);
    clock.advance(KnownDamage.REMEMBERED);
    long before = fetched(memory);

    assertThat(ask("m2")).hasSize(1);

    assertThat(fetched(memory) - before).isGreaterThan(samples.length / 4);
  }

  @Test
  void aFreshObjectIsFetchedForOneQueryAndCountsAgainOnceRestored() throws Exception {
    memory.put(file.key(), samples);
    open(memory);
    SampleBatch batch = new SampleBatch();
    batch.append(labels("fresh"), DAY + 1, 1);
    try (Bucket writing = Bucket.on(memory, BucketOptions.defaults())) {
      writing.writer().write(batch);
    }
    String key = memory.list("tail/").getFirst().key();
    byte[] sound = memory.get(key).orElseThrow();
    for (byte[] bad : List.of(new byte[0], new byte[100])) {
      memory.put(key, bad);
      assertThat(ask("fresh")).hasSize(1);
      long before = memory.requests().counts().of(StoreRequest.GET).bytes();

      assertThat(ask("fresh")).singleElement().asString().contains(key);

      assertThat(memory.requests().counts().of(StoreRequest.GET).bytes()).isEqualTo(before);
    }
    memory.put(key, sound);
    assertThat(ask("fresh")).isEmpty();
  }

  @Test
  void aFileThatIsReadInPlaceIsComparedForOneQuery() throws Exception {
    Path root = folder.resolve("store");
    ObjectStore store = DirectoryObjectStore.open(root);
    store.put(file.key(), damaged());
    open(store);
    assertThat(ask("m2")).hasSize(1);
    long before = fetched(store);

    assertThat(ask("m2")).singleElement().asString().contains(file.key());

    assertThat(fetched(store)).isEqualTo(before);
    Path path = root.resolve(file.key());
    Instant changed = Files.getLastModifiedTime(path).toInstant();
    Files.write(path, samples);
    Files.setLastModifiedTime(path, java.nio.file.attribute.FileTime.from(changed.plusSeconds(1)));
    assertThat(ask("m2")).isEmpty();
  }
}
