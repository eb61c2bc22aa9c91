package dev.firebucket.storage.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The simulation is worth something only where it finds what is wrong: each mistake that is made
/// on purpose is found within so many seeds. The first is one that finds it soon.
class PlantedFaultsTest {
  private static final int MOST_SEEDS = 150;

  private static final Map<String, Long> FIRST = Map.of("a merge that stood still goes on", 75L);

  @TempDir Path folder;

  static Stream<String> faults() {
    return PlantedFaults.all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void isFound(String fault) throws IOException {
    SeedRuns runs = new SeedRuns(folder, PlantedFaults.all().get(fault));

    long first = FIRST.getOrDefault(fault, 1L);
    long seed = first - 1;
    SeedRuns.Outcome outcome;
    do {
      outcome = runs.run(++seed);
    } while (outcome.found().isEmpty() && seed < first + MOST_SEEDS);

    assertThat(outcome.found()).as("%s, in %d seeds", fault, seed).isPresent();
    System.out.printf("%s: seed %d, %s%n", fault, seed, outcome.found().get().getMessage());
  }
}
