package dev.firebucket.query.lower;

import dev.firebucket.query.engine.EngineOptions;
import dev.firebucket.query.engine.RangeQuery;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// What the golden twins are asked over: ten minutes of two jobs.
public final class GoldenData {
  public static final EngineOptions OPTIONS =
      EngineOptions.DEFAULT.withFeatures(
          Set.of(
              "promql-experimental-functions",
              "promql-binop-fill-modifiers",
              "promql-extended-range-selectors"));

  static final long START = 1_700_000_000_000L;
  static final long MINUTE = 60_000;

  private GoldenData() {}

  /// The last five minutes.
  public static RangeQuery query(String text) {
    return new RangeQuery(
        text,
        START + 5 * MINUTE,
        START + 10 * MINUTE,
        MINUTE,
        Duration.ofMinutes(5),
        Duration.ofMinutes(1));
  }

  public static void store(Bucket bucket) throws IOException {
    SampleBatch batch = new SampleBatch();
    for (int i = 0; i <= 10; i++) {
      long time = START + i * MINUTE;
      batch.append(series("requests_total", "api", "a"), time, 60 * i);
      batch.append(series("requests_total", "api", "b"), time, 120 * i);
      batch.append(series("requests_total", "db", "c"), time, 30 * (i % 4));
      batch.append(series("up", "api", "a"), time, 1);
      batch.append(series("up", "api", "b"), time, i % 2);
      batch.append(series("up", "db", "c"), time, 1);
      batch.append(series("build_info", "api", "a").with("version", "1.0"), time, 1);
      batch.append(bucket("0.1"), time, i);
      batch.append(bucket("1"), time, 3 * i);
      batch.append(bucket("+Inf"), time, 4 * i);
      batch.series(series("sizes", "api", "a")).append(time, histogram(0, i));
      batch.series(series("sizes", "api", "b")).append(time, histogram(1, 2 * i));
    }
    bucket.writer().write(batch);
  }

  private static LabelSet series(String name, String job, String instance) {
    return LabelSet.of(LabelSet.NAME, name, "job", job, "instance", instance);
  }

  private static FloatHistogram histogram(int schema, double count) {
    return new FloatHistogram(
        schema,
        0,
        0,
        3 * count,
        5 * count,
        List.of(new FloatHistogram.Span(1, 2)),
        new double[] {count, 2 * count},
        List.of(),
        new double[0],
        new double[0],
        FloatHistogram.ResetHint.UNKNOWN);
  }

  private static LabelSet bucket(String le) {
    return LabelSet.of(LabelSet.NAME, "latency_bucket", "job", "api", "le", le);
  }
}
