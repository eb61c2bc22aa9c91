package dev.firebucket.query.promqltest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.query.engine.Sharding;
import dev.firebucket.testsupport.SharedCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Runs the PromQL test scripts once more, each query in shards: what is begun in one range of
/// series and ended in another gives what the whole gives.
///
/// `-Dfirebucket.shards=1x1,2x1,7x4` names other counts of shards and slices of time.
class ShardedScriptsTest {
  private static final List<String> OWN =
      List.of(
          "own.test",
          "own_histograms.test",
          "own_starts.test",
          "own_types.test",
          "own_language.test");

  @TempDir private Path folder;

  static List<Sharding> countsOfShards() {
    return Arrays.stream(System.getProperty("firebucket.shards", "3x1,2x4").split(","))
        .map(counts -> counts.split("x"))
        .map(counts -> Sharding.always(Integer.parseInt(counts[0]), Integer.parseInt(counts[1])))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("countsOfShards")
  void ourOwnScriptsPassInShards(Sharding sharding) throws Exception {
    List<Path> scripts = new ArrayList<>();
    for (String name : OWN) {
      scripts.add(Path.of(Objects.requireNonNull(getClass().getResource(name)).toURI()));
    }
    assertThat(failures(scripts, sharding)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("countsOfShards")
  void theSharedScriptsPassInShards(Sharding sharding) throws IOException {
    try (Stream<Path> files = Files.list(SharedCases.at("promqltest/testdata"))) {
      List<Path> scripts = files.filter(f -> f.toString().endsWith(".test")).sorted().toList();
      assertThat(failures(scripts, sharding)).isEmpty();
    }
  }

  private List<String> failures(List<Path> scripts, Sharding sharding) throws IOException {
    List<String> failures = new ArrayList<>();
    int passed = 0;
    try (ScriptRunner runner = new ScriptRunner(folder, false, sharding)) {
      for (Path script : scripts) {
        ScriptScore score = runner.run(script.getFileName().toString(), Files.readAllLines(script));
        passed += score.passedCount();
        score.failures().forEach(failure -> failures.add(score.file() + ": " + failure));
      }
    }
    System.out.printf("%d passed, %d failed, %s%n", passed, failures.size(), sharding);
    assertThat(passed).isGreaterThan(200);
    return failures;
  }
}
