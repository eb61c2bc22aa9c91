package dev.firebucket.benchmarks;

import dev.firebucket.query.engine.EngineOptions;
import dev.firebucket.query.engine.QueryEngine;
import dev.firebucket.query.engine.RangeQuery;
import dev.firebucket.query.engine.Sharding;
import dev.firebucket.query.result.PrometheusJson;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.compaction.CompactionPolicy;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;

/// One query over very many samples: its time, the memory that the process came to, and a sum of
/// its answer's bytes, to compare runs by.
///
/// `LongQuery make FOLDER SERIES DAYS` stores counters of so many series at 15 s and compacts them;
/// `LongQuery ask FOLDER DAYS WORKING_SET_MB ROUNDS [QUERY]` asks with a step of five minutes;
/// a working set of 0 MB reads the query whole, whatever it takes.
public final class LongQuery {
  private static final long START = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long INTERVAL = 15_000;
  private static final int SERIES_AT_ONCE = 500;
  private static final String QUERY = "sum by (job) (rate(http_requests_total[5m]))";

  private LongQuery() {}

  /// See the class.
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[1]);
    try (Bucket bucket = Bucket.open(folder.toString(), BucketOptions.defaults())) {
      if (arguments[0].equals("make")) {
        make(bucket, Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
      } else {
        ask(
            bucket,
            Integer.parseInt(arguments[2]),
            Long.parseLong(arguments[3]) << 20,
            Integer.parseInt(arguments[4]),
            arguments.length > 5 ? arguments[5] : QUERY);
      }
    }
  }

  private static void make(Bucket bucket, int series, int days) throws IOException {
    double[] totals = new double[series];
    SplittableRandom random = new SplittableRandom(1);
    for (int day = 0; day < days; day++) {
      for (int from = 0; from < series; from += SERIES_AT_ONCE) {
        SampleBatch batch = new SampleBatch();
        for (int i = from; i < Math.min(series, from + SERIES_AT_ONCE); i++) {
          LabelSet labels = labels(i);
          long first = START + day * DAY;
          for (long time = first; time < first + DAY; time += INTERVAL) {
            totals[i] += random.nextInt(12);
            batch.append(labels, time, totals[i]);
          }
        }
        bucket.writer().write(batch);
      }
      var report =
          bucket
              .compactor(CompactionPolicy.EAGER)
              .compact(Instant.ofEpochMilli(START + (day + 3) * DAY));
      System.out.println("day " + (day + 1) + ": " + report);
    }
  }

  private static LabelSet labels(int i) {
    return LabelSet.of(
        LabelSet.NAME,
        "http_requests_total",
        "code",
        Integer.toString(200 + i % 5),
        "instance",
        "host-" + i / 50 + ":9100",
        "job",
        "job-" + i % 10,
        "path",
        "/api/" + i % 25);
  }

  private static void ask(Bucket bucket, int days, long workingSet, int rounds, String query)
      throws IOException {
    EngineOptions options =
        EngineOptions.DEFAULT.withSharding(
            Sharding.of(workingSet == 0 ? Long.MAX_VALUE : workingSet));
    if (workingSet == 0) {
      options = options.withLimits(Long.MAX_VALUE / 2, 0, 0, Duration.ofMinutes(10));
    }
    try (QueryEngine engine = new QueryEngine(bucket.reader(), options)) {
      for (int round = 0; round < rounds; round++) {
        long began = System.nanoTime();
        byte[] answer =
            PrometheusJson.bytes(
                engine.range(
                    new RangeQuery(
                        query,
                        START + Duration.ofMinutes(5).toMillis(),
                        START + days * DAY - INTERVAL,
                        Duration.ofMinutes(5).toMillis(),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(10))));
        System.out.printf(
            "%.1f s, %d bytes, hash %08x, most memory %s%n",
            (System.nanoTime() - began) / 1e9, answer.length, Arrays.hashCode(answer), memory());
      }
    }
  }

  private static String memory() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .map(line -> line.substring(6).strip())
        .findFirst()
        .orElse("unknown");
  }
}
