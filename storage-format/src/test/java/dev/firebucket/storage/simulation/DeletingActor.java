package dev.firebucket.storage.simulation;

import dev.firebucket.storage.compaction.Compactor;
import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.retention.Deletion;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// Deletes samples of one series, and cleans up, as the admin API does.
final class DeletingActor extends RepeatingActor<Compactor> {
  private static final int TIMES = 3;

  DeletingActor(SimulatedWorld world, String name) {
    super(world, name, TIMES);
  }

  @Override
  protected Compactor start(SimulatedProcess process) throws IOException {
    return CompactingActor.compactor(process, Role.DELETER);
  }

  @Override
  protected void act(SimulatedProcess process, Compactor compactor) throws IOException {
    if (random().nextInt(3) == 0) {
      var _ = compactor.finishDeletions();
      return;
    }
    String series = "writer" + (1 + random().nextInt(3)) + random().nextInt(2);
    long from = process.millis() - Duration.ofHours(random().nextInt(30)).toMillis();
    Deletion deletion =
        new Deletion(
            List.of(List.of(LabelMatcher.equal("of", series))),
            from,
            Long.MAX_VALUE,
            process.instant());
    world().ledger().delete(process, deletion);
    world().note(process.name(), "deletes " + series);
    var report = compactor.delete(deletion);
    world().note(process.name(), "deleted: " + report);
  }

  @Override
  protected long pauseMillis() {
    return random().nextInt(60 * 60_000);
  }
}
