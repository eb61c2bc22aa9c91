package dev.firebucket.query.engine;

import dev.firebucket.query.result.QueryResult;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// A bucket in a folder with an engine over it.
final class StoredFixture implements AutoCloseable {
  static final Duration LOOKBACK = Duration.ofMinutes(5);
  static final Duration TIMEOUT = Duration.ofMinutes(1);

  private final Bucket bucket;
  private final QueryEngine engine;
  private SampleBatch batch = new SampleBatch();

  StoredFixture(Path folder) throws IOException {
    this(folder, EngineOptions.DEFAULT);
  }

  StoredFixture(Path folder, EngineOptions options) throws IOException {
    bucket = Bucket.open(folder.toString(), BucketOptions.defaults());
    engine = new QueryEngine(bucket.reader(), options);
  }

  QueryEngine engine() {
    return engine;
  }

  /// Adds samples of one series, `stepMillis` apart from `startMillis` on.
  StoredFixture series(LabelSet labels, long startMillis, long stepMillis, double... values) {
    for (int i = 0; i < values.length; i++) {
      batch.append(labels, startMillis + i * stepMillis, values[i]);
    }
    return this;
  }

  /// Adds a native histogram.
  StoredFixture histogram(LabelSet labels, long timeMillis, FloatHistogram histogram) {
    batch.append(labels, timeMillis, histogram);
    return this;
  }

  /// Writes what was added as one object.
  StoredFixture store() throws IOException {
    bucket.writer().write(batch);
    batch = new SampleBatch();
    return this;
  }

  QueryResult instant(String text, long timeMillis) {
    return engine.instant(new InstantQuery(text, timeMillis, LOOKBACK, TIMEOUT));
  }

  QueryResult range(String text, long startMillis, long endMillis, long stepMillis) {
    return engine.range(
        new RangeQuery(text, startMillis, endMillis, stepMillis, LOOKBACK, TIMEOUT));
  }

  @Override
  public void close() {
    engine.close();
    bucket.close();
  }
}
