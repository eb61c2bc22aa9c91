package dev.firebucket.benchmarks;

import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.compaction.CompactionPolicy;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/// Compacted days of made-up samples, a minute apart: a third counters, a third gauges with two
/// decimals, a third that rarely change.
final class MadeDays {
  static final long END = Instant.parse("2026-11-01T00:00:00Z").toEpochMilli();
  static final long INTERVAL = 60_000;

  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final int METRICS = 200;
  private static final int SERIES_AT_ONCE = 500;

  private MadeDays() {}

  static String metric(int one) {
    return "metric_" + one % METRICS;
  }

  private static LabelSet labels(int one) {
    return LabelSet.of(
        LabelSet.NAME,
        metric(one),
        "instance",
        "host-" + one,
        "job",
        "job-" + one % 10,
        "path",
        "/api/v1/items/" + one % 37);
  }

  static void make(Bucket bucket, int series, int days) throws IOException {
    double[] last = new double[series];
    SplittableRandom random = new SplittableRandom(1);
    for (int day = days; day > 0; day--) {
      long from = END - day * DAY;
      for (int first = 0; first < series; first += SERIES_AT_ONCE) {
        SampleBatch batch = new SampleBatch();
        for (int one = first; one < Math.min(series, first + SERIES_AT_ONCE); one++) {
          LabelSet labels = labels(one);
          for (long time = from; time < from + DAY; time += INTERVAL) {
            last[one] = next(one, last[one], random);
            batch.append(labels, time, last[one]);
          }
        }
        bucket.writer().write(batch);
      }
      System.err.println(
          bucket
              .compactor(CompactionPolicy.EAGER)
              .compact(Instant.ofEpochMilli(END).plus(Duration.ofDays(2))));
    }
  }

  private static double next(int one, double last, SplittableRandom random) {
    return switch (one % 3) {
      case 0 -> last + one % 7 + random.nextInt(5);
      case 1 -> random.nextInt(2) == 0 ? last : random.nextInt(10_000) / 100.0;
      default -> random.nextInt(500) == 0 ? random.nextInt(50) : last;
    };
  }
}
