package dev.firebucket.ingest.round;

import dev.firebucket.ingest.status.TargetStatus;
import dev.firebucket.ingest.target.Target;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;

/// What a round has gathered so far, and the objects it has written. Not for use by several
/// threads.
final class RoundSamples {
  private final Round round;
  private final Function<List<SampleBatch>, CompletableFuture<Void>> writer;
  private final TargetStatus[] statuses;
  private final Set<Target.Identity> outOfTime = new HashSet<>();
  private final Set<Target.Identity> unreached = new HashSet<>();
  private final List<CompletableFuture<Void>> objects = new ArrayList<>();
  private List<SampleBatch> gathered = new ArrayList<>();
  private int missing;
  private int samples;

  RoundSamples(Round round, Function<List<SampleBatch>, CompletableFuture<Void>> writer) {
    this.round = round;
    this.writer = writer;
    this.statuses = new TargetStatus[round.due().size()];
    this.missing = statuses.length;
  }

  /// How many targets have not had their turn.
  int missing() {
    return missing;
  }

  void add(ScrapeRound.Turn turn) {
    missing--;
    statuses[turn.place()] = TargetStatus.of(turn.outcome(), turn.started());
    if (turn.outOfTime()) {
      outOfTime.add(turn.outcome().target().identity());
    }
    if (turn.outcome().unreached()) {
      unreached.add(turn.outcome().target().identity());
    }
    gathered.add(turn.outcome().samples());
  }

  /// Writes what was gathered since the last time as one object.
  void write() {
    List<SampleBatch> object = gathered;
    gathered = new ArrayList<>();
    samples += object.stream().mapToInt(SampleBatch::sampleCount).sum();
    objects.add(writer.apply(object));
  }

  /// Writes the rest, with the ends of what is gone.
  ///
  /// @param alive which series live on elsewhere
  RoundReport end(Predicate<LabelSet> alive) {
    round
        .gone()
        .forEach(gone -> gathered.add(gone.markGone(round.planned().toEpochMilli(), alive)));
    write();
    return new RoundReport(
        round.planned(),
        Arrays.asList(statuses),
        outOfTime,
        unreached,
        samples,
        CompletableFuture.allOf(objects.toArray(CompletableFuture[]::new)));
  }
}
