package dev.firebucket.query.promqltest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.query.engine.Sharding;
import dev.firebucket.testsupport.SharedCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs the PromQL test scripts once more, each query in shards: what is begun in one range of
/// series and ended in another gives what the whole gives.
class ShardedScriptsTest {
  private static final List<String> OWN =
      List.of(
          "own.test",
          "own_histograms.test",
          "own_starts.test",
          "own_types.test",
          "own_language.test");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void ourOwnScriptsPassInShards(int shards) throws Exception {
    List<Path> scripts = new ArrayList<>();
    for (String name : OWN) {
      scripts.add(Path.of(Objects.requireNonNull(getClass().getResource(name)).toURI()));
    }
    assertThat(failures(scripts, shards)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void theSharedScriptsPassInShards(int shards) throws IOException {
    try (Stream<Path> files = Files.list(SharedCases.at("promqltest/testdata"))) {
      List<Path> scripts = files.filter(f -> f.toString().endsWith(".test")).sorted().toList();
      assertThat(failures(scripts, shards)).isEmpty();
    }
  }

  private List<String> failures(List<Path> scripts, int shards) throws IOException {
    List<String> failures = new ArrayList<>();
    int passed = 0;
    try (ScriptRunner runner = new ScriptRunner(folder, false, Sharding.always(shards))) {
      for (Path script : scripts) {
        ScriptScore score = runner.run(script.getFileName().toString(), Files.readAllLines(script));
        passed += score.passedCount();
        score.failures().forEach(failure -> failures.add(score.file() + ": " + failure));
      }
    }
    System.out.printf("%d passed, %d failed in %d shards%n", passed, failures.size(), shards);
    assertThat(passed).isGreaterThan(200);
    return failures;
  }
}
