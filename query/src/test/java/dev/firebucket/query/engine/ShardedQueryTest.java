package dev.firebucket.query.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.result.PrometheusJson;
import dev.firebucket.query.result.QueryResult;
import dev.firebucket.query.result.QueryResult.MatrixResult;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.model.StaleMarker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A query in shards has the answer of the whole, to the last bit.
class ShardedQueryTest {
  private static final long START = AwkwardPieces.START;
  private static final int SERIES = 90;
  private static final int SAMPLES = 240;
  private static final long STEP = 15_000;

  private static final List<String> QUERIES =
      List.of(
          "sum by (job) (rate(requests_total[2m]))",
          "sum(rate(requests_total[2m]))",
          "avg by (code) (gauge)",
          "avg without (i) (deriv(gauge[3m]))",
          "sum(delta(gauge[5m])) / count(gauge)",
          "min by (job) (gauge) - max by (job) (gauge)",
          "count(gauge > 0) or vector(0)",
          "group by (code) (gauge)",
          "sum by (job) (rate(requests_total[2m])) * on () group_left () vector(8)",
          "stddev by (job) (gauge)",
          "quantile by (job) (0.9, gauge)",
          "topk(3, sum by (i) (rate(requests_total[2m])))",
          "topk by (job) (2, gauge)",
          "bottomk(4, gauge)",
          "limitk(5, gauge)",
          "count_values by (job) (\"v\", floor(gauge))",
          "max_over_time(sum by (job) (rate(requests_total[1m]))[5m:30s])",
          "sum(sum_over_time(gauge[1m:10s]))",
          "sum by (job) (requests_total @ end()) - sum by (job) (requests_total offset 1m)",
          "label_replace(sum by (job) (gauge), \"x\", \"$1\", \"job\", \"(.*)\")",
          "sum by (x) (label_replace(gauge, \"x\", \"$1\", \"i\", \"(.).*\"))",
          "sum({__name__=~\"gauge|requests_total\"})",
          "sum(rate({__name__=~\"requests_total|gauge\", job=\"a\"}[1m]))",
          "gauge * 2",
          "absent(gauge)",
          "absent_over_time(nothing[5m])",
          "scalar(sum(gauge))",
          "sum(quantile_over_time(scalar(min(gauge)), gauge[2m]))",
          "sum(odd)",
          "avg(odd)",
          "max(odd)",
          "sum by (i) (odd)",
          "histogram_quantile(0.9, sum by (le) (rate(buckets[2m])))",
          "sum(gauge) by (__name__)",
          "sum(huge)",
          "avg(huge)");

  @TempDir private Path folder;

  private SampleBatch samples() {
    Random random = new Random(7);
    SampleBatch batch = new SampleBatch();
    double[] odd = {Double.NaN, -0.0, 0.0, Double.POSITIVE_INFINITY, StaleMarker.VALUE, 3};
    for (int i = 0; i < SERIES; i++) {
      double total = 0;
      for (int sample = 0; sample < SAMPLES; sample++) {
        long time = START + sample * STEP;
        total = random.nextInt(100) == 0 ? 0 : total + random.nextDouble() * 7;
        batch.append(labels("requests_total", i), time, total);
        if (sample % 50 < 40 || i % 3 > 0) {
          batch.append(labels("gauge", i), time, random.nextGaussian() * Math.pow(10, i % 9));
        }
        batch.append(labels("huge", i), time, i % 2 == 0 ? 1e308 : -1e308);
        batch.append(labels("odd", i), time, i == 5 ? odd[sample % odd.length] : i * 0.1);
        batch.append(
            labels("buckets", i).with("le", i % 9 == 8 ? "+Inf" : Integer.toString(i % 9)),
            time,
            sample * (i % 9));
      }
    }
    return batch;
  }

  private static LabelSet labels(String name, int i) {
    return LabelSet.of(
        LabelSet.NAME,
        name,
        "code",
        Integer.toString(200 + i % 4),
        "i",
        Integer.toString(i),
        "job",
        i % 2 == 0 ? "a" : "b");
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,1", "7,1", "64,1", "1,2", "3,5", "2,30"})
  void hasTheAnswerOfTheWhole(int shards, int slices) throws IOException {
    try (Bucket bucket = Bucket.open(folder.toString(), BucketOptions.defaults());
        QueryEngine whole = engine(bucket, Sharding.of(Long.MAX_VALUE));
        QueryEngine sharded = engine(bucket, Sharding.always(shards, slices))) {
      bucket.writer().write(samples());
      for (String query : QUERIES) {
        assertThat(range(sharded, query)).as(query).isEqualTo(range(whole, query));
        assertThat(instant(sharded, query)).as(query).isEqualTo(instant(whole, query));
      }
    }
  }

  @Test
  void holdsNoMoreSamplesThanTheLimitAtOnce() throws IOException {
    try (Bucket bucket = Bucket.open(folder.toString(), BucketOptions.defaults());
        QueryEngine whole = engine(bucket, Sharding.of(Long.MAX_VALUE), 10_000);
        QueryEngine sharded = engine(bucket, Sharding.always(40, 1), 10_000)) {
      bucket.writer().write(samples());
      String query = "sum by (job) (rate(requests_total[2m]))";

      assertThatExceptionOfType(PromqlException.class)
          .isThrownBy(() -> ask(whole, query))
          .withMessageContaining("too many samples");
      assertThat(((MatrixResult) ask(sharded, query)).series()).hasSize(2);
    }
  }

  @Test
  void slicesInShardsGiveBackAllThatTheyHeld() throws IOException {
    try (Bucket bucket = Bucket.open(folder.toString(), BucketOptions.defaults());
        QueryEngine sharded = engine(bucket, Sharding.always(7, 6), 10_000)) {
      bucket.writer().write(samples());

      assertThat(((MatrixResult) ask(sharded, "sum by (job) (rate(requests_total[2m]))")).series())
          .hasSize(2);
    }
  }

  @Test
  void seriesThatBecomeAlikeInDifferentSlicesAreAnErrorAsInTheWhole() throws IOException {
    try (Bucket bucket = Bucket.open(folder.toString(), BucketOptions.defaults());
        QueryEngine whole = engine(bucket, Sharding.of(Long.MAX_VALUE));
        QueryEngine sliced = engine(bucket, Sharding.always(2, 4))) {
      SampleBatch renamed = new SampleBatch();
      for (int sample = 0; sample < SAMPLES; sample++) {
        String name = sample < SAMPLES / 2 ? "old_total" : "new_total";
        renamed.append(LabelSet.of(LabelSet.NAME, name), START + sample * STEP, sample);
      }
      bucket.writer().write(renamed);
      String query = "rate({__name__=~\"old_total|new_total\"}[1m])";

      assertThat(range(whole, query)).contains("same labelset");
      assertThat(range(sliced, query)).isEqualTo(range(whole, query));
    }
  }

  @Test
  void anAnswerThatIsTooLargeItselfIsRefused() throws IOException {
    try (Bucket bucket = Bucket.open(folder.toString(), BucketOptions.defaults());
        QueryEngine sharded = engine(bucket, Sharding.always(40, 1), 5_000)) {
      bucket.writer().write(samples());

      assertThatExceptionOfType(PromqlException.class)
          .isThrownBy(() -> ask(sharded, "rate(requests_total[2m])"))
          .withMessageContaining("too many samples");
    }
  }

  @Test
  void anErrorOfOneShardIsTheQuerys() throws IOException {
    try (Bucket bucket = Bucket.open(folder.toString(), BucketOptions.defaults());
        QueryEngine sharded = engine(bucket, Sharding.always(7, 1))) {
      bucket.writer().write(samples());

      assertThatExceptionOfType(PromqlException.class)
          .isThrownBy(() -> ask(sharded, "sum(label_replace(gauge, \"i\", \"\", \"\", \"\"))"))
          .withMessageContaining("same labelset");
    }
  }

  private static QueryEngine engine(Bucket bucket, Sharding sharding) {
    return engine(bucket, sharding, EngineOptions.DEFAULT.maxSamples());
  }

  private static QueryEngine engine(Bucket bucket, Sharding sharding, long maxSamples) {
    return new QueryEngine(
        bucket.reader(),
        EngineOptions.DEFAULT
            .withLimits(maxSamples, 0, 0, Duration.ofMinutes(1))
            .withFeatures(Set.of("promql-experimental-functions"))
            .withSharding(sharding));
  }

  private static QueryResult ask(QueryEngine engine, String query) {
    return engine.range(
        new RangeQuery(
            query,
            START + 60_000,
            START + SAMPLES * STEP,
            30_000,
            Duration.ofMinutes(5),
            Duration.ofMinutes(1)));
  }

  private static String range(QueryEngine engine, String query) {
    return text(() -> ask(engine, query));
  }

  private static String instant(QueryEngine engine, String query) {
    return text(
        () ->
            engine.instant(
                new InstantQuery(
                    query, START + 1_800_000, Duration.ofMinutes(5), Duration.ofMinutes(1))));
  }

  private static String text(Supplier<QueryResult> asked) {
    try {
      QueryResult result = asked.get();
      return new String(PrometheusJson.bytes(result), StandardCharsets.UTF_8)
          + result.warnings()
          + result.infos();
    } catch (PromqlException e) {
      return e.type() + " " + e.getMessage();
    }
  }
}
