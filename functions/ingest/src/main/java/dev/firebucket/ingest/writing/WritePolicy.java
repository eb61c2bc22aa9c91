package dev.firebucket.ingest.writing;

import java.time.Duration;

/// What becomes of samples that a [GatheringWriter] takes.
///
/// @param gather how long others may join them in one object
/// @param refused what happens when the store refuses them or too much waits
public record WritePolicy(Duration gather, WhenRefused refused) {
  /// Nobody else has these samples: they are kept and written again. Visible within a second.
  public static final WritePolicy KEPT =
      new WritePolicy(Duration.ofMillis(200), WhenRefused.KEEP_TRYING);

  /// Somebody waits for the answer, and sends or evaluates again after a failure.
  public static final WritePolicy ANSWERED =
      new WritePolicy(Duration.ofMillis(20), WhenRefused.REPORT);

  /// What happens when the store refuses samples or too much waits.
  public enum WhenRefused {
    /// They wait and are written again; what waits too long, or is too much, is dropped, the oldest
    /// first.
    KEEP_TRYING,
    /// Their future fails at once.
    REPORT
  }

  /// The same for a process that hands over all that belongs together at once.
  public WritePolicy withoutGathering() {
    return new WritePolicy(Duration.ZERO, refused);
  }

  boolean keepsTrying() {
    return refused == WhenRefused.KEEP_TRYING;
  }
}
