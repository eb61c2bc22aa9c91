package dev.firebucket.benchmarks;

import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Fills the tail of a store with made-up samples, as remote write or scrapes would: what
/// `compaction.py` compacts.
///
/// `MadeUpStore FOLDER SAMPLES SERIES SAMPLES_OF_AN_OBJECT ROWS_OF_A_SERIES`: series are counters
/// with whole or fractional steps, gauges that move or stand still, at one sample in 15 s; each
/// object holds so many samples, so many of each of its series.
public final class MadeUpStore {
  private static final long INTERVAL_MILLIS = 15_000;
  private static final Instant FIRST = Instant.parse("2026-11-22T00:00:00Z");
  private static final String[] METRICS = {
    "http_requests_total", "process_cpu_seconds_total", "memory_bytes", "up", "temperature"
  };

  private MadeUpStore() {}

  public static void main(String[] arguments) throws IOException {
    long samples = Long.parseLong(arguments[1]);
    int series = Integer.parseInt(arguments[2]);
    int samplesOfObject = Integer.parseInt(arguments[3]);
    int rows = Integer.parseInt(arguments[4]);
    try (Bucket bucket = Bucket.open(arguments[0], BucketOptions.defaults())) {
      write(bucket, samples, series, Math.max(1, samplesOfObject / rows), rows);
    }
  }

  private static void write(Bucket bucket, long samples, int count, int seriesOfObject, int rows)
      throws IOException {
    Random random = new Random(1);
    List<LabelSet> series = series(count);
    double[] last = new double[count];
    long written = 0;
    for (long time = FIRST.toEpochMilli(); written < samples; time += rows * INTERVAL_MILLIS) {
      for (int from = 0; from < count && written < samples; from += seriesOfObject) {
        SampleBatch batch = new SampleBatch();
        for (int one = from; one < Math.min(count, from + seriesOfObject); one++) {
          for (int row = 0; row < rows; row++) {
            last[one] = next(one, last[one], random);
            batch.append(series.get(one), time + row * INTERVAL_MILLIS, last[one]);
          }
        }
        bucket.writer().write(batch);
        written += batch.sampleCount();
      }
    }
    System.out.println(written + " samples of " + count + " series");
  }

  private static List<LabelSet> series(int count) {
    List<LabelSet> series = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      series.add(
          LabelSet.of(
              "__name__",
              METRICS[i % METRICS.length],
              "job",
              "job-" + i % 7,
              "instance",
              "host-%05d.example:9100".formatted(i / 50),
              "path",
              "/api/v1/items/" + i % 50));
    }
    return series;
  }

  private static double next(int series, double last, Random random) {
    return switch (series % METRICS.length) {
      case 0 -> last + random.nextInt(40);
      case 1 -> last + random.nextInt(100) / 100.0;
      case 2 -> random.nextInt(4) == 0 ? 4096.0 * random.nextInt(1 << 20) : last;
      case 3 -> 1;
      default -> Math.round((last + random.nextGaussian()) * 1000) / 1000.0;
    };
  }
}
