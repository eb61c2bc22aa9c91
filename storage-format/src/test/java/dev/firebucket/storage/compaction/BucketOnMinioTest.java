package dev.firebucket.storage.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.read.ReadCache;
import dev.firebucket.storage.read.Snapshot;
import dev.firebucket.storage.sql.SnapshotDatabase;
import dev.firebucket.storage.sql.SnapshotViews;
import dev.firebucket.storage.sql.TimeRange;
import dev.firebucket.storage.testing.S3TestEndpoint;
import dev.firebucket.storage.testing.StoredSamples;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Write, compact and read on a real S3 endpoint.
class BucketOnMinioTest {
  @TempDir Path directory;

  @Test
  void whatIsWrittenIsReadBeforeAndAfterCompaction() throws Exception {
    S3TestEndpoint minio = S3TestEndpoint.minio();
    BucketOptions options =
        BucketOptions.defaults()
            .withStore(minio.options())
            .withCache(new ReadCache(directory, 1 << 20, 1 << 20));
    long now = Instant.now().toEpochMilli();
    try (Bucket bucket = Bucket.open(minio.newBucket() + "/metrics", options)) {
      for (int i = 0; i < 5; i++) {
        SampleBatch batch = new SampleBatch();
        batch.append(LabelSet.of("__name__", "up", "job", "node"), now + i, i);
        bucket.writer().write(batch);
      }
      List<String> fresh = StoredSamples.all(bucket.reader());

      CompactionReport report = bucket.compactor(CompactionPolicy.EAGER).compact(Instant.now());

      assertThat(report.tailObjects()).isEqualTo(5);
      assertThat(StoredSamples.all(bucket.reader())).isEqualTo(fresh).hasSize(5);
    }
  }

  @Test
  void sqlOverABucketSeesEachSampleOnceAndTheViewsNameItsObjects() throws Exception {
    S3TestEndpoint minio = S3TestEndpoint.minio();
    BucketOptions options =
        BucketOptions.defaults()
            .withStore(minio.options())
            .withCache(new ReadCache(directory, 1 << 20, 1 << 20));
    long now = Instant.now().toEpochMilli();
    String location = minio.newBucket() + "/metrics";
    try (Bucket bucket = Bucket.open(location, options)) {
      SampleBatch batch = new SampleBatch();
      batch.append(LabelSet.of("__name__", "up", "job", "node"), now, 1);
      bucket.writer().write(batch);
      bucket.compactor(CompactionPolicy.EAGER).compact(Instant.now());
      bucket.writer().write(batch);

      List<String> rows = new ArrayList<>();
      try (Snapshot snapshot = bucket.reader().open(Long.MIN_VALUE, Long.MAX_VALUE);
          SnapshotDatabase database = SnapshotDatabase.open(snapshot, TimeRange.ALL)) {
        database.select(
            "SELECT labels['job'], count(*) FROM samples GROUP BY 1",
            found -> {
              while (found.next()) {
                rows.add(found.getString(1) + " " + found.getLong(2));
              }
            });
        assertThat(rows).containsExactly("node 1");
        assertThat(SnapshotViews.over(location, snapshot.objects(List.of()), TimeRange.ALL))
            .anyMatch(view -> view.contains("'" + location + "/tail/"))
            .anyMatch(view -> view.contains("'" + location + "/samples/date="))
            .anyMatch(view -> view.contains("'" + location + "/series/date="));
      }
    }
  }
}
