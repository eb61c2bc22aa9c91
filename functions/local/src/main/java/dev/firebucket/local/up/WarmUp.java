package dev.firebucket.local.up;

import dev.firebucket.query.engine.EngineOptions;
import dev.firebucket.query.engine.QueryEngine;
import dev.firebucket.query.engine.RangeQuery;
import dev.firebucket.query.result.PrometheusJson;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Runs typical queries again and again on made-up data, through everything that a real query
/// passes except HTTP: the JVM compiles what runs often, and until then it is slow.
final class WarmUp {
  private static final long MINUTE = 60_000;
  private static final long STEP = 15_000;
  private static final long START = 1_700_000_000_000L;
  private static final int POINTS = 240;
  private static final int INSTANCES = 40;

  /// One of each construct that dashboards are made of.
  private static final List<String> QUERIES =
      List.of(
          "requests_total",
          "rate(requests_total{instance=\"7\"}[5m])",
          "sum by (job) (rate(requests_total[5m]))",
          "sum(rate(requests_total{code=~\"5..\"}[5m])) / sum(rate(requests_total[5m]))",
          "topk(5, sum by (instance) (increase(requests_total[10m])))",
          "histogram_quantile(0.99, sum by (job, le) (rate(seconds_bucket[5m])))",
          "histogram_quantile(0.9, rate(seconds_bucket[5m]))",
          "avg by (job) (temperature)",
          "max_over_time(temperature[10m]) > 20",
          "quantile_over_time(0.95, temperature[10m])",
          "quantile by (job) (0.5, temperature) / 1024",
          "stddev by (job) (temperature)",
          "count by (code) (requests_total)",
          "count_values(\"state\", up)",
          "sum by (version) (up * on (instance) group_left (version) build_info)",
          "label_replace(sum by (instance) (up), \"host\", \"$1\", \"instance\", \"(.*)\")",
          "max_over_time(sum by (job) (rate(requests_total[1m]))[15m:1m])",
          "predict_linear(temperature[15m], 3600) < 0",
          "changes(up[30m]) > 2 or absent(nothing) unless up == 0",
          "requests_total - requests_total offset 5m");

  private WarmUp() {}

  /// Runs until the time is over or there is nothing left to gain.
  ///
  /// @param folder an empty one, for the data; the caller deletes it
  /// @param most how long it may take
  /// @param ended whether to stop early
  /// @return how many queries were run
  /// @throws IOException when the folder cannot be written
  static int run(Path folder, Duration most, BooleanSupplier ended) throws IOException {
    long end = System.nanoTime() + most.toNanos();
    try (Bucket bucket = Bucket.open(folder.toString(), BucketOptions.defaults());
        QueryEngine engine = new QueryEngine(bucket.reader(), EngineOptions.DEFAULT)) {
      bucket.writer().write(samples());
      int queries = 0;
      while (true) {
        for (String text : QUERIES) {
          if (ended.getAsBoolean() || System.nanoTime() - end > 0) {
            return queries;
          }
          PrometheusJson.write(engine.range(query(text)), OutputStream.nullOutputStream());
          queries++;
        }
      }
    }
  }

  private static RangeQuery query(String text) {
    long last = START + POINTS * STEP;
    return new RangeQuery(
        text, last - 30 * MINUTE, last, STEP, Duration.ofMinutes(5), Duration.ofMinutes(1));
  }

  private static SampleBatch samples() {
    SampleBatch batch = new SampleBatch();
    for (int instance = 0; instance < INSTANCES; instance++) {
      LabelSet base =
          LabelSet.of("instance", "" + instance, "job", instance % 2 == 0 ? "api" : "node");
      add(batch, base, "up", instance, 0);
      add(batch, base.with("version", "1." + instance % 3), "build_info", 1, 0);
      add(batch, base, "temperature", instance, 0.25);
      for (String code : List.of("200", "404", "500")) {
        add(batch, base.with("code", code), "requests_total", instance, 3);
      }
      for (String le : List.of("0.1", "0.5", "1", "+Inf")) {
        add(batch, base.with("le", le), "seconds_bucket", 0, "+Inf".equals(le) ? 5 : 2);
      }
    }
    return batch;
  }

  private static void add(
      SampleBatch batch, LabelSet labels, String metric, double first, double slope) {
    LabelSet named = labels.with(LabelSet.NAME, metric);
    for (int point = 0; point < POINTS; point++) {
      batch.append(named, START + point * STEP, first + slope * point);
    }
  }
}
