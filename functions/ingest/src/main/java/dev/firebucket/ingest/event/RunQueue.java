package dev.firebucket.ingest.event;

import java.util.List;

/// Where a run lays the others of its minute: each is handed to the function at its time, at least
/// once.
@FunctionalInterface
public interface RunQueue {
  /// A run that was not taken.
  ///
  /// @param reason in the queue's words
  /// @param again whether another attempt may help
  record Refused(DelayedRun run, String reason, boolean again) {}

  /// Lays runs, all of them or some.
  ///
  /// @return those that were not taken; a queue that does not answer takes none
  /// @throws InterruptedException when the thread is to end: any of them may have been laid
  List<Refused> lay(List<DelayedRun> runs) throws InterruptedException;
}
