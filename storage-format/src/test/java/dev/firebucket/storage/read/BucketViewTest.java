package dev.firebucket.storage.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.testing.ForwardingStore;
import dev.firebucket.storage.testing.MemoryObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One look at a store for many snapshots.
class BucketViewTest {
  private static final LabelSet A = LabelSet.of("__name__", "a");
  private static final LabelSet B = LabelSet.of("__name__", "b");

  @TempDir Path directory;
  private final MemoryObjectStore memory = new MemoryObjectStore();
  private final AtomicInteger listings = new AtomicInteger();
  private final AtomicInteger downloads = new AtomicInteger();
  private Bucket bucket;

  @BeforeEach
  void open() throws IOException {
    ForwardingStore counting =
        new ForwardingStore(memory) {
          @Override
          public List<ObjectSummary> list(String prefix) throws IOException {
            listings.incrementAndGet();
            return super.list(prefix);
          }

          @Override
          public List<ObjectSummary> list(String prefix, String startAfter) throws IOException {
            listings.incrementAndGet();
            return super.list(prefix, startAfter);
          }

          @Override
          public boolean download(String key, Path target) throws IOException {
            downloads.incrementAndGet();
            return super.download(key, target);
          }
        };
    bucket =
        Bucket.on(
            counting,
            BucketOptions.defaults().withCache(new ReadCache(directory, 1 << 20, 1 << 20)));
  }

  @AfterEach
  void close() {
    bucket.close();
  }

  private static SampleBatch sample(LabelSet labels, long millis) {
    SampleBatch batch = new SampleBatch();
    batch.append(labels, millis, millis);
    return batch;
  }

  private static List<LabelSet> seriesOf(SnapshotSource source) throws IOException {
    try (Snapshot snapshot = source.open(0, 1000)) {
      return snapshot.series(List.of()).stream().map(StoredSeries::labels).toList();
    }
  }

  @Test
  void itHoldsWhatTheStoreHeldAndAsksForNoListing() throws Exception {
    bucket.writer().write(sample(A, 1));
    try (BucketView view = bucket.reader().look()) {
      int before = listings.get();
      bucket.writer().write(sample(B, 2));
      assertThat(seriesOf(view)).containsExactly(A);
      assertThat(seriesOf(view)).containsExactly(A);
      assertThat(listings).hasValue(before);
    }
    assertThat(seriesOf(bucket.reader())).containsExactly(A, B);
  }

  @Test
  void whatIsAddedIsInLaterSnapshotsAndWinsAndIsNotStored() throws Exception {
    bucket.writer().write(sample(A, 1));
    try (BucketView view = bucket.reader().look();
        Snapshot earlier = view.open(0, 1000)) {
      view.add(List.of(sample(A, 1), sample(B, 2)));
      assertThat(earlier.outlines(0, 1000)).hasSize(1);
      assertThat(seriesOf(view)).containsExactly(A, B);
      try (Snapshot later = view.open(0, 1000);
          OpenFiles opened = later.open(later.outlines(0, 1000), WantedRows.ALL)) {
        assertThat(opened.paths()).hasSize(2).allSatisfy(file -> assertThat(file).exists());
        assertThat(later.outlines(0, 1000)).extracting(FileOutline::rows).containsExactly(1L, 2L);
        assertThat(later.outlines(0, 1000, later.series(List.of()).subList(1, 2))).hasSize(1);
      }
      try (Snapshot elsewhere = view.open(500, 1000)) {
        assertThat(elsewhere.series(List.of())).isEmpty();
      }
    }
    assertThat(seriesOf(bucket.reader())).containsExactly(A);
    assertThat(memory.list(StorageLayout.TAIL)).hasSize(1);
    assertThat(partials()).isEmpty();
  }

  private List<Path> partials() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.getFileName().toString().startsWith("partial")).toList();
    }
  }

  @Test
  void whereAnObjectIsGoneItLooksAgainOnceForAllSnapshots() throws Exception {
    bucket.writer().write(sample(A, 1));
    String gone = memory.list(StorageLayout.TAIL).getFirst().key();
    try (BucketView view = bucket.reader().look();
        Snapshot one = view.open(0, 1000);
        Snapshot two = view.open(0, 1000)) {
      byte[] body = memory.get(gone).orElseThrow();
      memory.delete(List.of(gone));
      memory.put(gone.replace(".parquet", "moved.parquet"), body);
      assertThat(one.outlines(0, 1000)).hasSize(1);
      int listed = listings.get();
      assertThat(two.outlines(0, 1000)).hasSize(1);
      assertThat(listings).hasValue(listed);
    }
  }

  @Test
  void aProcessThatReadsNeedNotFetchWhatItWrites() throws Exception {
    assertThat(seriesOf(bucket.reader())).isEmpty();
    bucket.writer().write(sample(A, 1));
    try (Snapshot snapshot = bucket.reader().open(0, 1000);
        OpenFiles files = snapshot.open(snapshot.outlines(0, 1000), WantedRows.ALL)) {
      assertThat(files.paths())
          .singleElement()
          .satisfies(
              file -> assertThat(file).hasSize(memory.list(StorageLayout.TAIL).getFirst().size()));
    }
    assertThat(downloads).hasValue(0);
  }
}
