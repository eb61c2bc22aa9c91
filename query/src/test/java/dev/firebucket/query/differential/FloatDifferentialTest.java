package dev.firebucket.query.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.query.differential.BesidePrometheus.Outcome;
import dev.firebucket.storage.model.SampleBatch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Seeded queries of all constructs over awkward floats, answered by the real Prometheus and by
/// ours: result types, labels, order where one is promised, values to the last bit, warnings,
/// infos, errors.
///
/// `-Dfirebucket.seeds=1000:6000` asks others than the first few hundred.
class FloatDifferentialTest {
  private static final Set<String> FEATURES =
      Set.of(
          "promql-experimental-functions",
          "promql-extended-range-selectors",
          "promql-binop-fill-modifiers");

  @TempDir private static Path folder;
  @AutoClose private static BesidePrometheus both;

  @BeforeAll
  static void storeTheSameInBoth() throws Exception {
    SampleBatch batch = AwkwardFloats.make();
    both = BesidePrometheus.open(folder, batch, List.of(batch), FEATURES);
  }

  @Test
  void seededQueriesAnswerTheSame() throws Exception {
    assertThat(Campaign.run("floats", both, "0:400", seed -> List.of(trial(seed)))).isEmpty();
  }

  @Test
  void whatWasMendedStaysMended() throws Exception {
    List<String> differences = new ArrayList<>();
    for (String line : mended()) {
      Trial trial = trial(line);
      if (both.ask(trial) instanceof Outcome.Different(String what)) {
        differences.add(trial + "\n  " + what);
      }
    }
    assertThat(differences).isEmpty();
  }

  private static List<String> mended() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            FloatDifferentialTest.class.getResourceAsStream("/differential/mended.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }

  private static Trial trial(String line) {
    boolean instant = line.startsWith("instant ");
    String[] parts = line.split(" ", instant ? 3 : 5);
    long start = AwkwardFloats.START + Long.parseLong(parts[1]);
    return instant
        ? Trial.instant(parts[2], start)
        : Trial.range(
            parts[4],
            start,
            AwkwardFloats.START + Long.parseLong(parts[2]),
            Long.parseLong(parts[3]));
  }

  static Trial trial(long seed) {
    Choice choice = new Choice(seed);
    return AwkwardTimes.of(FloatQueries.of(choice), choice);
  }
}
