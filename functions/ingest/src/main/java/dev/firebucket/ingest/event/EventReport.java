package dev.firebucket.ingest.event;

import dev.firebucket.ingest.status.TargetStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of an event.
public sealed interface EventReport {
  /// The time the event was planned for.
  Instant planned();

  /// A round took place.
  ///
  /// @param targets those that were due
  /// @param samples how many were gathered, stale markers and report series among them
  /// @param storeError why not all of them are durable, or why the next process does not know of
  ///   the round: the same event again brings it about; null where all is well
  /// @param problems what else went wrong: targets that could not be made, files that could not be
  ///   read, a clock that was wrong
  record Scraped(
      Instant planned,
      List<TargetStatus> targets,
      int samples,
      @Nullable String storeError,
      List<String> problems)
      implements EventReport {
    public Scraped {
      targets = List.copyOf(targets);
      problems = List.copyOf(problems);
    }

    public boolean stored() {
      return storeError == null;
    }
  }

  /// The event arrived more than a tick from its time: nothing was scraped.
  ///
  /// @param arrived when it came
  record Missed(Instant planned, Instant arrived) implements EventReport {}

  /// This event was handled before: nothing was scraped, its samples are there.
  record Repeated(Instant planned) implements EventReport {}

  /// A later event of its shard was handled before: nothing was scraped, since values are never
  /// older than those of an earlier time.
  ///
  /// @param done the time of that event
  record Overtaken(Instant planned, Instant done) implements EventReport {}
}
