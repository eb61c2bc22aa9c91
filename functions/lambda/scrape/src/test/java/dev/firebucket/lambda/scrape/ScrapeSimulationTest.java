package dev.firebucket.lambda.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The function, from an event's bytes on, in virtual time, with everything going wrong that may.
///
/// More seeds: `-Dsimulation.seeds=1000`; only one: `-Dsimulation.seed=17`.
final class ScrapeSimulationTest {
  private static final int SEEDS = 40;

  @TempDir Path folder;

  @Test
  void eachTargetIsScrapedOnceAnIntervalOrReported() {
    long only = Long.getLong("simulation.seed", 0);
    long seeds = only > 0 ? 1 : Long.getLong("simulation.seeds", SEEDS);
    ScrapeSimulation simulation = new ScrapeSimulation(folder);

    ScrapeSimulation.Result result = simulation.run(Math.max(only, 1), seeds);

    System.out.println(result);
    SimulationCounts now = result.now();
    assertThat(now.notes).isEmpty();
    assertThat(now.slots).isPositive();
    assertThat(now.scraped).isGreaterThan(now.slots / 2);
    if (seeds >= SEEDS) {
      assertThat(now.reported).as("what goes wrong is noticed").isPositive();
      assertThat(result.former().silent).isPositive();
    }
  }
}
