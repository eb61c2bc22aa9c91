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
  /// @param storeError why they are not durable, null where they are
  /// @param problems what else went wrong: targets that could not be made, files that could not be
  ///   read, a memory that could not be kept
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

  /// The event arrived a tick or more from its time: nothing was scraped.
  ///
  /// @param arrived when it came
  record Missed(Instant planned, Instant arrived) implements EventReport {}

  /// This event, or a later one of its shard, was handled before: nothing was scraped.
  ///
  /// @param done the time of that event
  record Repeated(Instant planned, Instant done) implements EventReport {}
}
