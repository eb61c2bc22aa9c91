package dev.firebucket.ingest.gathering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.storage.testing.StoredSamples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Senders, environments, a queue and a bucket, all of which fail: what was acknowledged is read
/// exactly once.
///
/// More seeds: `-Dsimulation.seeds=1000`; only one: `-Dsimulation.seed=17`.
class GatheringSimulationTest {
  private static final int SEEDS = 6;

  @TempDir Path folder;

  @Test
  void everyAcknowledgedSampleIsReadExactlyOnce() throws Exception {
    long only = Long.getLong("simulation.seed", 0);
    long last = only > 0 ? only : Long.getLong("simulation.seeds", SEEDS);
    long acknowledged = 0;
    long redelivered = 0;
    long poison = 0;
    for (long seed = Math.max(only, 1); seed <= last; seed++) {
      try (GatheringWorld world = new GatheringWorld(folder.resolve("seed-" + seed), seed)) {
        world.run();

        List<String> read = StoredSamples.all(world.bucket.reader());
        List<String> lost = new ArrayList<>(world.acknowledged);
        lost.removeAll(new HashSet<>(read));
        assertThat(lost).as("acknowledged and not there, seed %d", seed).isEmpty();
        assertThat(read).as("seed %d", seed).doesNotHaveDuplicates();
        assertThat(world.sent).as("nothing was made up, seed %d", seed).containsAll(read);
        assertThat(world.queue.deadLetters())
            .as("only what nobody can read is left, seed %d", seed)
            .hasSize(world.poison)
            .allMatch(GatheringWorld.POISON::equals);
        acknowledged += world.acknowledged.size();
        redelivered += world.storedTwice;
        poison += world.poison;
      }
    }
    System.out.printf(
        "%d samples acknowledged and read once; %d stored more than once; %d poisonous messages laid aside%n",
        acknowledged, redelivered, poison);
    assertThat(acknowledged).isPositive();
    if (last >= SEEDS) {
      assertThat(redelivered).as("what goes wrong, goes wrong").isPositive();
      assertThat(poison).isPositive();
    }
  }
}
