package dev.firebucket.query.engine;

import com.sun.management.OperatingSystemMXBean;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// What whole queries cost with DuckDB and with the runner in Java behind the same lowering, as a
/// Markdown table: processor time of a query and the fastest tenth of its wall times, in ms.
///
/// `java -cp … dev.firebucket.query.engine.RelationRunnerCost QUERIES.txt [ROUNDS]`
final class RelationRunnerCost {
  private static final long START = 1_700_000_000_000L;
  private static final long INTERVAL = 15_000;
  private static final int SAMPLES = 360;
  private static final int INSTANCES = 100;
  private static final int RUNS = 20;

  private RelationRunnerCost() {}

  private interface Executor {
    Object answer(RangeQuery query) throws IOException;
  }

  private record Cost(double processorMillis, double wallMillis) {
    Cost least(Cost other) {
      return new Cost(
          Math.min(processorMillis, other.processorMillis), Math.min(wallMillis, other.wallMillis));
    }
  }

  public static void main(String[] arguments) throws IOException {
    List<String> queries =
        Files.readAllLines(Path.of(arguments[0])).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .toList();
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4;
    Path folder = Files.createTempDirectory("relation-runner");
    try (Bucket bucket = Bucket.open(folder.toString(), BucketOptions.defaults());
        QueryEngine engine = new QueryEngine(bucket.reader(), EngineOptions.DEFAULT);
        RunnerEngine runner = new RunnerEngine(bucket.reader(), EngineOptions.DEFAULT)) {
      bucket.writer().write(madeUp());
      System.out.println("| query | DuckDB cpu | runner cpu | DuckDB wall | runner wall |");
      System.out.println("|---|--:|--:|--:|--:|");
      double logSum = 0;
      for (String query : queries) {
        Cost duckDb = new Cost(Double.MAX_VALUE, Double.MAX_VALUE);
        Cost java = duckDb;
        for (int round = 0; round < rounds; round++) {
          duckDb = duckDb.least(cost(engine::range, query));
          java = java.least(cost(runner::range, query));
        }
        logSum += Math.log(java.wallMillis() / duckDb.wallMillis());
        System.out.printf(
            Locale.ROOT,
            "| `%s` | %.2f | %.2f | %.2f | %.2f |%n",
            query.replace("|", "\\|"),
            duckDb.processorMillis(),
            java.processorMillis(),
            duckDb.wallMillis(),
            java.wallMillis());
      }
      System.out.printf(
          Locale.ROOT,
          "%nGeometric mean of runner / DuckDB, wall time: %.2f%n",
          Math.exp(logSum / queries.size()));
    }
  }

  private static Cost cost(Executor executor, String text) throws IOException {
    RangeQuery query =
        new RangeQuery(
            text,
            START + 30 * 60_000,
            START + 90 * 60_000,
            INTERVAL,
            Duration.ofMinutes(5),
            Duration.ofMinutes(1));
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    double[] wall = new double[RUNS];
    long processor = system.getProcessCpuTime();
    for (int run = 0; run < RUNS; run++) {
      long began = System.nanoTime();
      var _ = executor.answer(query);
      wall[run] = (System.nanoTime() - began) / 1e6;
    }
    double millis = (system.getProcessCpuTime() - processor) / 1e6 / RUNS;
    Arrays.sort(wall);
    return new Cost(millis, wall[RUNS / 10]);
  }

  /// The metrics of the race: some 5,000 series on 100 instances.
  private static SampleBatch madeUp() {
    SampleBatch batch = new SampleBatch();
    for (int i = 0; i < INSTANCES; i++) {
      String job = List.of("api", "db", "web", "cache").get(i % 4);
      LabelSet target = LabelSet.of("instance", "%s-%04d:9100".formatted(job, i / 4), "job", job);
      gauge(batch, target.with(LabelSet.NAME, "up"), 1, 0);
      gauge(batch, target.with(LabelSet.NAME, "build_info").with("version", "1." + i % 3), 1, 0);
      gauge(batch, target.with(LabelSet.NAME, "node_memory_free_bytes"), 4e9, 1e7);
      for (String zone : List.of("a", "b", "c", "d")) {
        gauge(batch, target.with(LabelSet.NAME, "temperature_celsius").with("zone", zone), 50, 1);
      }
      for (String code : List.of("200", "404", "500")) {
        for (String path : List.of("/", "/login", "/search", "/cart", "/api")) {
          counter(
              batch,
              target
                  .with(LabelSet.NAME, "http_requests_total")
                  .with("code", code)
                  .with("path", path));
        }
      }
      for (String le : List.of("0.01", "0.05", "0.1", "0.25", "0.5", "1", "2.5", "5", "+Inf")) {
        counter(
            batch,
            target.with(LabelSet.NAME, "http_request_duration_seconds_bucket").with("le", le));
      }
      counter(batch, target.with(LabelSet.NAME, "http_request_duration_seconds_sum"));
      counter(batch, target.with(LabelSet.NAME, "http_request_duration_seconds_count"));
    }
    return batch;
  }

  private static void counter(SampleBatch batch, LabelSet labels) {
    SplittableRandom random = new SplittableRandom(labels.hashCode());
    double value = 0;
    for (int i = 0; i < SAMPLES; i++) {
      value += random.nextInt(100);
      batch.append(labels, START + i * INTERVAL, value);
    }
  }

  private static void gauge(SampleBatch batch, LabelSet labels, double base, double spread) {
    SplittableRandom random = new SplittableRandom(labels.hashCode());
    for (int i = 0; i < SAMPLES; i++) {
      batch.append(labels, START + i * INTERVAL, base + spread * (random.nextDouble() - 0.5));
    }
  }
}
