package dev.firebucket.query.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.go.text.Quote;
import dev.firebucket.query.differential.BesidePrometheus.Outcome;
import dev.firebucket.query.lower.AwkwardTexts;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Awkward texts in every place of a query where a text may stand: the real Prometheus answers the
/// same.
class TextDifferentialTest {
  private static final long NOW = 1_700_000_000_000L;
  private static final List<String> PLACES =
      List.of(
          "label_replace(vector(1), \"x\", %s, \"\", \"\")",
          "label_replace(vector(1), %s, \"y\", \"\", \"\")",
          "label_replace(m, \"x\", \"$1\", \"text\", %s)",
          "label_join(m, \"x\", %s, \"text\", \"job\")",
          "label_join(m, \"x\", \"-\", \"job\", %s)",
          "count_values(%s, m)",
          "sum by (%s) (m)",
          "m + on (%s) vector(1)",
          "m * on (job) group_left (%s) sum by (job) (m)",
          "m{text=%s}",
          "absent(m{text=%s, job=\"none\"})");

  @TempDir private static Path folder;
  @AutoClose private static BesidePrometheus both;

  @BeforeAll
  static void storeTheSameInBoth() throws Exception {
    SampleBatch batch = new SampleBatch();
    for (String text : AwkwardTexts.all().toList()) {
      batch.append(LabelSet.of(LabelSet.NAME, "m", "job", "j", "text", text), NOW, 3);
    }
    both = BesidePrometheus.open(folder, batch, List.of(batch), Set.of());
  }

  static Stream<String> texts() {
    return AwkwardTexts.all();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void answersTheSame(String text) throws Exception {
    List<String> differences = new ArrayList<>();
    for (String place : PLACES) {
      Trial trial = Trial.instant(place.formatted(Quote.string(text)), NOW);
      if (both.ask(trial) instanceof Outcome.Different(String what)) {
        differences.add(trial.text() + "\n  " + what);
      }
    }
    assertThat(differences).isEmpty();
  }
}
