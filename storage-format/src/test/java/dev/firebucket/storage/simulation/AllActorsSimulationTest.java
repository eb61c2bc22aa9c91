package dev.firebucket.storage.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Everybody who works on a store, in virtual time, with everything going wrong that may, by seed.
///
/// More seeds: `-Dfirebucket.seeds=10000`; only one: `-Dfirebucket.seed=17`.
class AllActorsSimulationTest {
  private static final int SEEDS = 60;

  @TempDir Path folder;

  @Test
  void whateverGoesWrongNothingIsLostOrDoubledOrComesBack() throws IOException {
    long only = Long.getLong("firebucket.seed", 0);
    long last = only > 0 ? only : Long.getLong("firebucket.seeds", SEEDS);

    long ran = new SeedRuns(folder, PlantedFault.NONE).requireAll(Math.max(only, 1), last);

    System.out.println(ran + " seeds held");
  }

  @Test
  void aSeedIsTheSameRunEachTime() throws IOException {
    SeedRuns runs = new SeedRuns(folder, PlantedFault.NONE);

    assertThat(runs.run(7).history()).isEqualTo(runs.run(7).history());
  }
}
