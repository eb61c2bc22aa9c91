package dev.firebucket.storage.simulation;

import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.catalog.Catalog;
import dev.firebucket.storage.catalog.CatalogFile;
import dev.firebucket.storage.compaction.CompactionReport;
import dev.firebucket.storage.compaction.Compactor;
import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.retention.RetentionPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// What stands when nothing goes wrong any more: after a few runs of one compactor everything that
/// counts is compacted, nothing else is left, and every reader sees the same.
final class EndOfRun {
  private static final int RUNS = 4;
  private static final Duration BETWEEN = Duration.ofHours(2);

  private final SimulatedWorld world;
  private final SimulatedProcess process;

  EndOfRun(SimulatedWorld world, SimulatedProcess process) {
    this.world = world;
    this.process = process;
  }

  void run() throws IOException {
    for (ReadingActor reader : world.readers()) {
      reader.readAtEnd(process);
    }
    Compactor compactor = CompactingActor.compactor(process, Role.COMPACTOR);
    for (int i = 0; i < RUNS; i++) {
      process.sleep(BETWEEN.toMillis());
      CompactionReport report = compactor.compact(process.instant());
      world.note("end", "compacted: " + report);
      if (!report.problems().isEmpty()) {
        throw new AssertionError("nothing goes wrong any more: " + report.problems());
      }
    }
    requireNothingElse();
    requireTooOldIsGone();
    try (Bucket fresh = ReadingActor.open(process)) {
      ReadingActor.read(process, fresh);
    }
  }

  private void requireNothingElse() throws IOException {
    ObjectStore objects = world.shared().directly();
    Catalog newest = world.shared().newest();
    requireEmpty(objects.list(StorageLayout.TAIL), "is still in the tail");
    for (String folder : List.of(StorageLayout.SAMPLES, StorageLayout.SERIES)) {
      requireEmpty(
          objects.list(folder).stream()
              .filter(object -> !newest.referencedKeys().contains(object.key()))
              .toList(),
          "is an orphan");
    }
    if (!newest.removed().isEmpty()) {
      throw new AssertionError("is still listed as removed: " + newest.removed());
    }
    if (world.ledger().deletions().stream().anyMatch(one -> one.isOpen())) {
      throw new AssertionError("a deletion is not done");
    }
  }

  private static void requireEmpty(List<ObjectSummary> objects, String what) {
    if (!objects.isEmpty()) {
      throw new AssertionError(objects.getFirst().key() + " " + what);
    }
  }

  private void requireTooOldIsGone() {
    RetentionPolicy policy = world.rules().policy();
    List<CatalogFile> files = world.shared().newest().files();
    long newest = files.stream().mapToLong(CatalogFile::lastMillis).max().orElse(0);
    List<CatalogFile> old = policy.tooOld(files, newest, process.instant());
    if (!old.isEmpty()) {
      throw new AssertionError("is too old and still there: " + old);
    }
  }
}
