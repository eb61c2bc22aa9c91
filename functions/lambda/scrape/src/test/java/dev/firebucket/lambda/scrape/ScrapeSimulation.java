package dev.firebucket.lambda.scrape;

import java.nio.file.Path;

/// Runs seeds: the function in virtual time, and the model of the former rule on the same worlds.
final class ScrapeSimulation {
  private final Path folder;

  /// What came of some seeds.
  ///
  /// @param now of the function
  /// @param former of the model
  record Result(long seeds, SimulationCounts now, SimulationCounts former) {
    @Override
    public String toString() {
      return String.join(
          System.lineSeparator(),
          seeds + " seeds",
          SimulationCounts.header(),
          now.row("the function"),
          former.row("the former rule (a model of it)"),
          String.join(System.lineSeparator(), now.notes.stream().limit(20).toList()));
    }
  }

  /// @param folder for local copies of the configuration
  ScrapeSimulation(Path folder) {
    this.folder = folder;
  }

  Result run(long first, long seeds) {
    SimulationCounts now = new SimulationCounts();
    SimulationCounts former = new SimulationCounts();
    for (long seed = first; seed < first + seeds; seed++) {
      now.add(simulate(seed));
      former.add(FormerRule.counts(seed));
    }
    return new Result(seeds, now, former);
  }

  private SimulationCounts simulate(long seed) {
    SimulatedWorld world = new SimulatedWorld(seed);
    SimulatedLambda lambda = new SimulatedLambda(world, folder.resolve(Long.toString(seed)));
    world.time.run(lambda::schedule);
    SimulationCounts counts = world.ledger.counts();
    counts.notes.replaceAll(note -> "seed " + seed + ": " + note);
    return counts;
  }
}
