package dev.firebucket.local.up;

import dev.firebucket.api.admin.StoreAdmin;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.backup.SnapshotCopy;
import dev.firebucket.storage.backup.StoreSnapshot;
import dev.firebucket.storage.compaction.Compactor;
import dev.firebucket.storage.compaction.DeletionReport;
import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.retention.Deletion;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletion and snapshots by HTTP. Deletions and compaction wait for each other.
final class LocalStoreAdmin implements StoreAdmin {
  private static final Logger LOG = LoggerFactory.getLogger(LocalStoreAdmin.class);

  private final boolean enabled;
  private final Bucket bucket;
  private final Compactor compactor;
  private final InstantSource clock;
  private final RandomGenerator random;

  /// @param random makes names of snapshots differ
  LocalStoreAdmin(
      boolean enabled,
      Bucket bucket,
      Compactor compactor,
      InstantSource clock,
      RandomGenerator random) {
    this.enabled = enabled;
    this.bucket = bucket;
    this.compactor = compactor;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public boolean enabled() {
    return enabled;
  }

  @Override
  public void delete(List<List<LabelMatcher>> sets, long fromMillis, long toMillis)
      throws IOException {
    told(compactor.delete(new Deletion(sets, fromMillis, toMillis, clock.instant())));
  }

  @Override
  public void clean() throws IOException {
    for (DeletionReport report : compactor.finishDeletions()) {
      told(report);
    }
  }

  private static void told(DeletionReport report) throws IOException {
    LOG.info(
        "deleted {} samples from {} files, noted in {}",
        report.samples(),
        report.files(),
        report.record());
    if (!report.problems().isEmpty()) {
      throw new IOException(
          "not everything could be deleted: " + String.join("; ", report.problems()));
    }
  }

  @Override
  public Copy snapshot(boolean withTail) throws IOException {
    SnapshotCopy copy =
        new StoreSnapshot(bucket.store(), bucket.catalogs())
            .take(
                withTail,
                clock.instant(),
                String.format(Locale.ROOT, "%016x", random.nextLong() & Long.MAX_VALUE));
    copy.problems().forEach(problem -> LOG.warn("snapshot {}: {}", copy.name(), problem));
    return new Copy(copy.name(), copy.problems());
  }
}
