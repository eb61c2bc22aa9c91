package dev.firebucket.lambda.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The function through Funqy's own decoding, in virtual time, with everything going wrong that
/// may.
///
/// More seeds: `-Dsimulation.seeds=1000`; one of them: `-Dsimulation.seed=17`.
final class ScrapeSimulationTest {
  private static final int SEEDS = 40;

  @TempDir Path folder;

  private SimulationCounts simulate(long seed) {
    SimulatedWorld world = new SimulatedWorld(seed);
    SimulatedLambda lambda = new SimulatedLambda(world, folder.resolve(Long.toString(seed)));
    world.time.run(lambda::schedule);
    SimulationCounts counts = world.ledger.counts();
    counts.notes.replaceAll(note -> "seed " + seed + ": " + note);
    return counts;
  }

  @Test
  void eachTargetIsScrapedOnceAnIntervalOrReported() throws IOException {
    long first = Long.getLong("simulation.seed", 1);
    long seeds =
        System.getProperty("simulation.seed") == null ? Long.getLong("simulation.seeds", SEEDS) : 1;
    SimulationCounts now = new SimulationCounts();
    SimulationCounts former = new SimulationCounts();
    for (long seed = first; seed < first + seeds; seed++) {
      now.add(simulate(seed));
      former.add(FormerRule.counts(seed));
    }
    System.out.printf("%d seeds%n%s%n", seeds, SimulationCounts.header());
    System.out.println(now.row("the function"));
    System.out.println(former.row("the former rule (a model of it)"));
    now.notes.stream().limit(20).forEach(System.out::println);

    assertThat(now.notes.stream().limit(30)).isEmpty();
    assertThat(now.slots).isPositive();
    assertThat(now.scraped).isGreaterThan(now.slots / 2);
  }
}
