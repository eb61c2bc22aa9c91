package dev.firebucket.query.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.storage.model.SampleBatch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The seeded queries over awkward floats and native histograms beside the real Prometheus, where
/// our store has been compacted twice, the second time with late samples and samples that it had
/// already: ordinary NaNs and stale markers lie in one file, of floats and of histograms.
class CompactedDifferentialTest {
  private static final Set<String> FEATURES =
      Set.of(
          "promql-experimental-functions",
          "promql-extended-range-selectors",
          "promql-binop-fill-modifiers");

  private static final int PARTS = 6;

  @TempDir private static Path folder;
  @AutoClose private static BesidePrometheus both;

  @BeforeAll
  static void storeTheSameInBothAndCompactOurs() throws Exception {
    SampleBatch all = AwkwardHistograms.make();
    all.appendAll(AwkwardFloats.make());
    List<SampleBatch> parts = new ArrayList<>();
    long length = (AwkwardFloats.END - AwkwardFloats.START) / PARTS + 1;
    for (int part : new int[] {0, 1, 3, 5, 3, 2, 4}) {
      long from = AwkwardFloats.START + part * length;
      parts.add(HistogramDifferentialTest.between(all, from, from + length));
    }
    both = BesidePrometheus.open(folder, all, parts.subList(0, 4), FEATURES);
    both.compact();
    both.addToOurs(parts.subList(4, parts.size()));
    both.compact();
  }

  @Test
  void seededQueriesOverFloatsAnswerTheSame() throws Exception {
    assertThat(
            Campaign.run(
                "compacted-floats",
                both,
                "0:150",
                seed -> List.of(FloatDifferentialTest.trial(seed))))
        .isEmpty();
  }

  @Test
  void seededQueriesOverHistogramsAnswerTheSame() throws Exception {
    assertThat(
            Campaign.run("compacted-histograms", both, "0:100", HistogramDifferentialTest::trials))
        .isEmpty();
  }
}
