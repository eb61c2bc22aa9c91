package dev.firebucket.query.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.SampleBatch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Seeded queries over native histograms, answered by the real Prometheus and by ours from the same
/// samples: values, warnings, infos and errors.
///
/// `-Dfirebucket.seeds=1000:2000` asks others than the first few hundred.
class HistogramDifferentialTest {
  @TempDir private static Path folder;
  @AutoClose private static BesidePrometheus both;

  @BeforeAll
  static void storeTheSameInBoth() throws Exception {
    SampleBatch batch = AwkwardHistograms.make();
    // Ours has them in several objects, some samples in two.
    List<SampleBatch> parts = new ArrayList<>();
    long third = AwkwardHistograms.COUNT * AwkwardHistograms.STEP / 3;
    for (int part = 0; part < 3; part++) {
      long from = AwkwardHistograms.START + part * third;
      parts.add(between(batch, from - 5 * AwkwardHistograms.STEP, from + third));
    }
    both = BesidePrometheus.open(folder, batch, parts, Set.of("promql-extended-range-selectors"));
  }

  /// The samples of some time.
  static SampleBatch between(SampleBatch all, long fromMillis, long beforeMillis) {
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

  @Test
  void seededQueriesAnswerTheSame() throws Exception {
    assertThat(Campaign.run("histograms", both, "0:300", HistogramDifferentialTest::trials))
        .isEmpty();
  }

  static List<Trial> trials(long seed) {
    String query = HistogramQueries.of(seed);
    return List.of(
        Trial.instant(query, AwkwardHistograms.START + 600_000 + seed * 7_919 % 1_700_000),
        Trial.range(
            query,
            AwkwardHistograms.START + 300_500,
            AwkwardHistograms.END + 400_000,
            41_000 + seed % 3 * 50_000));
  }
}
