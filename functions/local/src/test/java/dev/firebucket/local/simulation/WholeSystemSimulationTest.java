package dev.firebucket.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.storage.simulation.PlantedFault;
import dev.firebucket.storage.simulation.SeedRuns;
import dev.firebucket.storage.simulation.SimulatedWorld;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// As the simulation of the storage format, and scrapes, pushes, remote writes and rules write into
/// the same bucket with the services that functions and server run.
///
/// More seeds: `-Dfirebucket.seeds=10000`; only one: `-Dfirebucket.seed=17`.
class WholeSystemSimulationTest {
  private static final int SEEDS = 12;

  @TempDir Path folder;

  @Test
  void whateverGoesWrongNothingIsLostOrDoubledOrComesBack() throws IOException {
    long only = Long.getLong("firebucket.seed", 0);
    long last = only > 0 ? only : Long.getLong("firebucket.seeds", SEEDS);

    long ran = runs().requireAll(Math.max(only, 1), last);

    System.out.println(ran + " seeds held");
  }

  @Test
  void aSeedIsTheSameRunEachTime() throws IOException {
    assertThat(runs().run(11).history()).isEqualTo(runs().run(11).history());
  }

  private SeedRuns runs() {
    return new SeedRuns(folder, PlantedFault.NONE, WholeSystemSimulationTest::start);
  }

  private static void start(SimulatedWorld world) {
    world.start("scraper", 1, ScrapingActor::new);
    world.start("pusher", 2, PushingActor::new);
    world.start("receiver", 1, ReceivingActor::new);
    world.start("rules", 1, RuleActor::new);
  }
}
