package dev.firebucket.storage.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.testing.ForwardingStore;
import dev.firebucket.storage.testing.MemoryObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The files of a bucket on the disk of the reader.
class BucketCacheTest {
  @TempDir Path directory;
  private final MemoryObjectStore memory = new MemoryObjectStore();
  private final AtomicInteger downloads = new AtomicInteger();
  private final ObjectStore counting =
      new ForwardingStore(memory) {
        @Override
        public boolean download(String key, Path target) throws IOException {
          downloads.incrementAndGet();
          return super.download(key, target);
        }
      };

  private Bucket open(long diskBytes) throws IOException {
    return Bucket.on(
        counting, BucketOptions.defaults().withCache(new ReadCache(directory, diskBytes, 1 << 20)));
  }

  private static void write(Bucket bucket, int files) throws IOException {
    for (int i = 0; i < files; i++) {
      SampleBatch batch = new SampleBatch();
      batch.append(LabelSet.of("__name__", "m", "file", "" + i), i, i);
      bucket.writer().write(batch);
    }
  }

  private static List<Path> read(Bucket bucket) throws IOException {
    try (Snapshot snapshot = bucket.reader().open(0, 1000);
        OpenFiles files = snapshot.open(snapshot.outlines(0, 1000), WantedRows.ALL)) {
      return files.paths();
    }
  }

  private long cached() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().contains(".parquet.")).count();
    }
  }

  @Test
  void anObjectIsFetchedOnceAlsoByTheNextProcess() throws Exception {
    try (Bucket bucket = open(1 << 20)) {
      write(bucket, 3);
      assertThat(read(bucket)).hasSize(3);
      assertThat(read(bucket)).hasSize(3);
    }
    try (Bucket next = open(1 << 20)) {
      assertThat(read(next)).hasSize(3);
    }
    assertThat(downloads).hasValue(3);
  }

  @Test
  void whatIsNotInUseGoesWhenTheBoundIsReached() throws Exception {
    try (Bucket bucket = open(0)) {
      write(bucket, 3);
      try (Snapshot snapshot = bucket.reader().open(0, 1000)) {
        try (OpenFiles files = snapshot.open(snapshot.outlines(0, 1000), WantedRows.ALL)) {
          assertThat(files.paths()).allSatisfy(file -> assertThat(file).exists());
          assertThat(cached()).isEqualTo(3);
        }
        assertThat(cached()).isZero();
      }
      assertThat(cached()).isZero();
    }
  }

  @Test
  void twoProcessesDoNotShareAFolder() throws Exception {
    try (Bucket one = open(1 << 20);
        Bucket two = open(1 << 20)) {
      write(one, 1);
      assertThat(read(one).getFirst()).isNotEqualTo(read(two).getFirst());
    }
  }

  @Test
  void theSeriesOfWhatThisProcessWroteNeedNoDownload() throws Exception {
    try (Bucket bucket = open(1 << 20)) {
      write(bucket, 5);
      try (Snapshot snapshot = bucket.reader().open(0, 1000)) {
        assertThat(snapshot.series(List.of())).hasSize(5);
      }
    }
    assertThat(downloads).hasValue(0);
  }
}
