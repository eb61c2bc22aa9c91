package dev.firebucket.storage.compaction;

import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.catalog.CatalogFile;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.object.StoreOptions;
import dev.firebucket.storage.parquet.StoredRows;
import dev.firebucket.storage.read.LocalCopy;
import dev.firebucket.storage.read.ReadCache;
import dev.firebucket.storage.read.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/// Many who write, merge and read one bucket at once, each with clients and caches of its own, and
/// what they find wrong.
final class Crowd {
  private static final int SAMPLES = 20;
  private static final Duration GRACE = Duration.ofMinutes(2);
  private static final CompactionPolicy POLICY =
      CompactionPolicy.EAGER.withGrace(GRACE, GRACE.multipliedBy(2));

  private final String location;
  private final StoreOptions store;
  private final Path folder;
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Set<String> attempted = ConcurrentHashMap.newKeySet();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicLong files = new AtomicLong();
  private final AtomicLong conflicts = new AtomicLong();
  private final AtomicLong deleted = new AtomicLong();
  private final AtomicLong reads = new AtomicLong();
  private final AtomicLong names = new AtomicLong();

  Crowd(String location, StoreOptions store, Path folder) {
    this.location = location;
    this.store = store;
    this.folder = folder;
  }

  /// What one of them does again and again.
  @FunctionalInterface
  private interface Turn {
    void of(Bucket bucket, Compactor compactor, long number)
        throws IOException, InterruptedException;
  }

  /// @param size how many compactors, and how many writers; a quarter as many readers
  void run(int size, Duration time) throws IOException, InterruptedException {
    Instant end = Instant.now().plus(time);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      threads.add(start("writer-" + i, end, this::write));
      threads.add(start("compactor-" + i, end, this::compact));
      if (i % 4 == 0) {
        threads.add(start("reader-" + i, end, this::read));
      }
    }
    for (Thread thread : threads) {
      thread.join();
    }
    try (Bucket bucket = open("end")) {
      var _ = compactor(bucket).compact(Instant.now());
      read(bucket);
    }
  }

  private Thread start(String name, Instant end, Turn turn) {
    return Thread.ofPlatform()
        .name(name)
        .start(
            () -> {
              try (Bucket bucket = open(name)) {
                Compactor compactor = compactor(bucket);
                for (long number = 0; Instant.now().isBefore(end); number++) {
                  again(name, bucket, compactor, turn, number);
                }
              } catch (IOException e) {
                wrong.add(name + " could not begin: " + e);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private void again(String name, Bucket bucket, Compactor compactor, Turn turn, long number)
      throws InterruptedException {
    try {
      turn.of(bucket, compactor, number);
    } catch (IOException e) {
      failures.add(name + ": " + e.getMessage());
      Thread.sleep(100);
    } catch (RuntimeException | AssertionError e) {
      wrong.add(name + ": " + e);
    }
  }

  private Bucket open(String name) throws IOException {
    return Bucket.open(
        location,
        BucketOptions.defaults()
            .withStore(store)
            .withMerge(new MergeResources(64L << 20, 1, folder.resolve("merges")))
            .withCache(new ReadCache(folder.resolve(name), 64 << 20, 8 << 20)));
  }

  private static Compactor compactor(Bucket bucket) {
    return bucket.compactor(POLICY);
  }

  private void write(Bucket bucket, Compactor compactor, long number)
      throws IOException, InterruptedException {
    SampleBatch batch = new SampleBatch();
    List<String> written = new ArrayList<>();
    for (int i = 0; i < SAMPLES; i++) {
      String series = Thread.currentThread().getName() + "-" + i;
      // A sample has a time of its own, some of them of the day before.
      long millis =
          Instant.now().minus(Duration.ofHours(i % 4 == 0 ? 24 : 0)).toEpochMilli() / 1000 * 1000
              + number % 1000;
      batch.append(LabelSet.of("__name__", "m", "of", series), millis, names.incrementAndGet());
      written.add(series + "@" + millis);
    }
    attempted.addAll(written);
    bucket.writer().write(batch);
    acknowledged.addAll(written);
    Thread.sleep(50);
  }

  private void compact(Bucket bucket, Compactor compactor, long number) throws IOException {
    CompactionReport report = compactor.compact(Instant.now());
    files.addAndGet(report.writtenFiles());
    conflicts.addAndGet(report.conflicts());
    deleted.addAndGet(report.deletedObjects());
    failures.addAll(report.problems());
  }

  private void read(Bucket bucket, Compactor compactor, long number) throws IOException {
    read(bucket);
  }

  private void read(Bucket bucket) throws IOException {
    Set<String> expected = new HashSet<>(acknowledged);
    List<String> seen = seen(bucket);
    Set<String> once = new HashSet<>(seen);
    reads.incrementAndGet();
    // Of a narrowed file not all rows count.
    boolean narrowed = bucket.catalogs().newest().files().stream().anyMatch(CatalogFile::narrowed);
    if (once.size() < seen.size() && !narrowed) {
      wrong.add(seen.size() - once.size() + " samples are double");
    }
    expected.removeAll(once);
    if (!expected.isEmpty()) {
      wrong.add(expected.size() + " samples are lost, " + expected.iterator().next());
    }
    once.removeAll(attempted);
    if (!once.isEmpty()) {
      wrong.add(once.size() + " samples were never written");
    }
  }

  /// Whole files: those that queries fetch of large objects have no labels.
  private static List<String> seen(Bucket bucket) throws IOException {
    try (Snapshot snapshot = bucket.reader().open(Long.MIN_VALUE, Long.MAX_VALUE)) {
      List<String> seen = new ArrayList<>();
      for (LocalCopy copy : snapshot.copies()) {
        StoredRows.forEach(
            copy.samples(),
            copy.file().format(),
            (series, millis, value) -> seen.add(series.value("of") + "@" + millis));
      }
      return seen;
    }
  }

  /// What must not be.
  List<String> wrong() {
    return List.copyOf(wrong);
  }

  int acknowledged() {
    return acknowledged.size();
  }

  long files() {
    return files.get();
  }

  long reads() {
    return reads.get();
  }

  @Override
  public String toString() {
    return "%s: %d samples acknowledged, %d files merged, %d rounds lost to others, %d objects deleted, %d reads, %d requests failed%s"
        .formatted(
            location,
            acknowledged.size(),
            files.get(),
            conflicts.get(),
            deleted.get(),
            reads.get(),
            failures.size(),
            failures.stream().limit(3).map(failure -> "\n  " + failure).toList());
  }
}
