package dev.firebucket.query.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.result.QueryResult;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.SampleBatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Seeded queries over native histograms, answered by the real Prometheus and by ours from the same
/// samples: values, warnings, infos and errors.
///
/// `-Dfirebucket.seeds=1000:2000` asks others than the first few hundred.
class HistogramDifferentialTest {
  private static final Duration LOOKBACK = Duration.ofMinutes(5);
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  @TempDir private static Path folder;
  private static PeerPrometheus peer;
  private static Bucket bucket;
  private static QueryEngine engine;

  @BeforeAll
  static void storeTheSameInBoth() throws Exception {
    Optional<Path> binary = PeerPrometheus.binary();
    Assumptions.assumeTrue(
        binary.isPresent(), "no Prometheus to compare with: set PEERS or install the peers");
    peer =
        PeerPrometheus.start(
            binary.orElseThrow(), Files.createDirectory(folder.resolve("prometheus")));
    SampleBatch batch = AwkwardHistograms.make();
    peer.write(batch);
    bucket = Bucket.open(folder.resolve("bucket").toString(), BucketOptions.defaults());
    // Ours has them in several objects, some samples in two.
    long third = AwkwardHistograms.COUNT * AwkwardHistograms.STEP / 3;
    for (int part = 0; part < 3; part++) {
      long from = AwkwardHistograms.START + part * third;
      bucket.writer().write(between(batch, from - 5 * AwkwardHistograms.STEP, from + third));
    }
    engine =
        new QueryEngine(
            bucket.reader(),
            EngineOptions.DEFAULT.withFeatures(Set.of("promql-extended-range-selectors")));
  }

  private static SampleBatch between(SampleBatch all, long fromMillis, long beforeMillis) {
    SampleBatch some = new SampleBatch();
    for (SampleBatch.Series series : all.series()) {
      for (int i = 0; i < series.size(); i++) {
        long time = series.timestamp(i);
        FloatHistogram histogram = series.histogram(i);
        if (time < fromMillis || time >= beforeMillis) {
          continue;
        }
        if (histogram == null) {
          some.series(series.labels()).append(time, series.value(i));
        } else {
          some.series(series.labels()).append(time, histogram);
        }
      }
    }
    return some;
  }

  @AfterAll
  static void stop() {
    if (engine != null) {
      engine.close();
      bucket.close();
    }
    if (peer != null) {
      peer.close();
    }
  }

  @Test
  void seededQueriesAnswerTheSame() throws Exception {
    String[] seeds = System.getProperty("firebucket.seeds", "0:300").split(":");
    List<String> differences = new ArrayList<>();
    for (long seed = Long.parseLong(seeds[0]); seed < Long.parseLong(seeds[1]); seed++) {
      compare(HistogramQueries.of(seed), seed, differences);
    }
    assertThat(differences).isEmpty();
  }

  private static void compare(String query, long seed, List<String> differences) throws Exception {
    long instant = AwkwardHistograms.START + 600_000 + seed * 7_919 % 1_700_000;
    add(
        peer.instant(query, instant),
        () -> engine.instant(new InstantQuery(query, instant, LOOKBACK, TIMEOUT)),
        seed + " at " + instant + ": " + query,
        differences);
    long start = AwkwardHistograms.START + 300_500;
    long end = AwkwardHistograms.END + 400_000;
    long step = 41_000 + seed % 3 * 50_000;
    add(
        peer.range(query, start, end, step),
        () -> engine.range(new RangeQuery(query, start, end, step, LOOKBACK, TIMEOUT)),
        seed + " by " + step + ": " + query,
        differences);
  }

  private static void add(
      String theirs, Supplier<QueryResult> ours, String what, List<String> differences) {
    String difference;
    try {
      difference = AnswerDifference.of(theirs, ours.get());
    } catch (PromqlException e) {
      difference = AnswerDifference.ofError(theirs, e.getMessage());
    }
    if (!difference.isEmpty()) {
      differences.add(what + "\n  " + difference);
    }
  }
}
