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

/// The same awkward samples in the real Prometheus and in a bucket: the queries of
/// `differential/queries.txt` must answer the same, errors included.
class DifferentialTest {

  private static final Set<String> FEATURES =
      Set.of("promql-experimental-functions", "promql-extended-range-selectors");

  @TempDir private static Path folder;
  @AutoClose private static BesidePrometheus both;

  @BeforeAll
  static void storeTheSameInBoth() throws Exception {
    SampleBatch batch = AwkwardData.make();
    both = BesidePrometheus.open(folder, batch, List.of(batch), FEATURES);
  }

  @Test
  void everyQueryAnswersTheSame() throws Exception {
    List<String> differences = new ArrayList<>();
    long start = AwkwardData.START + 600_500;
    long end = AwkwardData.END;
    for (String query : queries()) {
      for (Trial trial :
          List.of(
              Trial.range(query, start, end - 100_000, 37_000),
              Trial.range(query, end - 300_000, end + 900_000, 60_000))) {
        if (both.ask(trial) instanceof Outcome.Different(String what)) {
          differences.add(trial + "\n  " + what);
        }
      }
    }
    assertThat(differences).isEmpty();
  }

  private static List<String> queries() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            DifferentialTest.class.getResourceAsStream("/differential/queries.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    }
  }
}
