package dev.firebucket.query.promqltest;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.testsupport.SharedCases;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs the PromQL test scripts shared beside the repository, each evaluation as written, and holds
/// the line: no file may fall below what passes today.
///
/// `-Dfirebucket.failures=true` lists what fails; `-Dfirebucket.strict=true` asks every instant
/// query again as a range query around its time, and compares the step in the middle.
class PromqlScriptsTest {
  /// How many evaluations pass, file by file.
  private static final Map<String, Integer> PASSING =
      Map.ofEntries(
          entry("aggregators.test", 92),
          entry("at_modifier.test", 31),
          entry("duration_expression.test", 31),
          entry("extended_vectors.test", 77),
          entry("fill-modifier.test", 24),
          entry("functions.test", 226),
          entry("histograms.test", 86),
          entry("info.test", 32),
          entry("limit.test", 22),
          entry("literals.test", 13),
          entry("name_label_dropping.test", 16),
          entry("native_histograms.test", 243),
          entry("operators.test", 109),
          entry("range_queries.test", 12),
          entry("selectors.test", 14),
          entry("staleness.test", 6),
          entry("start_timestamps.test", 13),
          entry("subquery.test", 18),
          entry("trig_functions.test", 8),
          entry("type_and_unit.test", 20));

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "own.test",
        "own_histograms.test",
        "own_starts.test",
        "own_types.test",
        "own_language.test"
      })
  void everyEvaluationOfOurOwnScriptsPasses(String script) throws IOException {
    List<String> lines;
    try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream(script))) {
      lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
    try (ScriptRunner runner = new ScriptRunner(folder, true)) {
      ScriptScore score = runner.run(script, lines);

      assertThat(score.failures()).isEmpty();
      assertThat(score.passedCount()).isGreaterThan(40);
    }
  }

  @Test
  void noScriptFallsBelowWhatPassesToday() throws IOException {
    Path scripts = SharedCases.at("promqltest/testdata");
    List<ScriptScore> scores = new ArrayList<>();
    try (Stream<Path> files = Files.list(scripts);
        ScriptRunner runner = new ScriptRunner(folder, Boolean.getBoolean("firebucket.strict"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".test")).sorted().toList()) {
        scores.add(runner.run(file.getFileName().toString(), Files.readAllLines(file)));
      }
    }
    report(scores);
    assertThat(scores)
        .allSatisfy(
            score ->
                assertThat(score.passedCount())
                    .as("%s, of which now fail %s", score, score.failures())
                    .isGreaterThanOrEqualTo(PASSING.getOrDefault(score.file(), 0)));
  }

  private static void report(List<ScriptScore> scores) {
    scores.forEach(System.out::println);
    int passed = scores.stream().mapToInt(ScriptScore::passedCount).sum();
    int failed = scores.stream().mapToInt(score -> score.failures().size()).sum();
    System.out.printf("%-30s %4d passed, %3d failed%n", "all scripts", passed, failed);
    if (Boolean.getBoolean("firebucket.failures")) {
      scores.forEach(score -> score.failures().forEach(System.out::println));
    }
  }
}
