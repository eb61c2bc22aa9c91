package dev.firebucket.ingest.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.testsupport.SharedCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The parser cases of the OpenMetrics project, where they stand beside the repository.
final class OpenMetricsFixturesTest {
  private static List<Path> cases(boolean good) throws IOException {
    try (Stream<Path> folders = Files.list(SharedCases.at("fixtures/openmetrics"))) {
      return folders.filter(folder -> isGood(folder) == good).sorted().toList();
    }
  }

  private static boolean isGood(Path folder) {
    try {
      return Files.readString(folder.resolve("test.json")).contains("\"shouldParse\": true");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static boolean parses(Path folder) {
    try {
      Reading.entries(
          ExpositionFormat.OPENMETRICS_TEXT.parser(Files.readAllBytes(folder.resolve("metrics"))));
      return true;
    } catch (ExpositionException refused) {
      return false;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void whatTheSpecificationAllowsIsRead() throws Exception {
    assertThat(cases(true)).hasSizeGreaterThan(20).allMatch(OpenMetricsFixturesTest::parses);
  }

  /// Prometheus 3.14 reads tokens, not families: what breaks only the rules on families, their
  /// order and their values passes. What passes here is what its parser passed, but for a label
  /// given twice, which there is refused a step later.
  @Test
  void whatIsRefusedIsWhatPrometheusRefuses() throws Exception {
    List<String> passed =
        cases(false).stream()
            .filter(OpenMetricsFixturesTest::parses)
            .map(folder -> folder.getFileName().toString())
            .toList();
    assertThat(passed)
        .hasSize(45)
        .allMatch(
            name ->
                name.matches(
                    "bad_(clashing_names|counter_values|exemplar_complex_chars"
                        + "|exemplars_on_unallowed_metric_types|grouping_or_ordering|histograms"
                        + "|info_and_stateset_values|metadata_in_wrong_place"
                        + "|missing_or_extra_commas|missing_or_invalid_labels_for_a_type"
                        + "|repeated_metadata|unit)(_\\d+)?"));
  }
}
