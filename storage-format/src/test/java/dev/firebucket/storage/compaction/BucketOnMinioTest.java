package dev.firebucket.storage.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.read.ReadCache;
import dev.firebucket.storage.testing.S3TestEndpoint;
import dev.firebucket.storage.testing.StoredSamples;
import java.nio.file.Path;
import java.time.Instant;
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
}
