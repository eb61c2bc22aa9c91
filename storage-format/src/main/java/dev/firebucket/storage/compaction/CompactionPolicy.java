package dev.firebucket.storage.compaction;

import java.time.Duration;

/// When compaction does what, and how long it keeps what it replaced.
///
/// @param tailObjects take fresh objects in when there are this many …
/// @param tailAge … or when the oldest is this old
/// @param roundObjects at most this many in one round
/// @param roundBytes at most this much in one round, but at least one object
/// @param hourFiles merge files of one hour when there are this many; after the hour, when there
///   are two
/// @param dayDelay merge the files of a day this long after its end
/// @param lateFiles merge late files into a merged day when there are this many …
/// @param lateAge … or when the oldest is this old
/// @param maximumFileBytes never write a larger file; a day may then have several files
/// @param grace keep objects that no longer count for this long, for readers of older versions
/// @param orphanAge delete objects that no version has ever listed when they are this old
/// @param runTime start nothing new after this time
public record CompactionPolicy(
    int tailObjects,
    Duration tailAge,
    int roundObjects,
    long roundBytes,
    int hourFiles,
    Duration dayDelay,
    int lateFiles,
    Duration lateAge,
    long maximumFileBytes,
    Duration grace,
    Duration orphanAge,
    Duration runTime) {
  private static final long MEBI = 1L << 20;

  /// For a run every few minutes: little data is rewritten often.
  public static final CompactionPolicy GRADUAL =
      new CompactionPolicy(
          20,
          Duration.ofMinutes(5),
          1000,
          256 * MEBI,
          8,
          Duration.ofHours(1),
          4,
          Duration.ofDays(1),
          512 * MEBI,
          Duration.ofMinutes(15),
          Duration.ofHours(2),
          Duration.ofMinutes(8));

  /// Everything at once: one file per day where it fits.
  public static final CompactionPolicy EAGER =
      new CompactionPolicy(
          1,
          Duration.ZERO,
          1000,
          256 * MEBI,
          2,
          Duration.ZERO,
          1,
          Duration.ZERO,
          512 * MEBI,
          Duration.ofMinutes(15),
          Duration.ofHours(2),
          Duration.ofHours(1));

  /// @throws IllegalArgumentException for counts below one, or an orphan age that a running merge
  ///   may reach
  public CompactionPolicy {
    if (tailObjects < 1 || roundObjects < 1 || hourFiles < 2 || lateFiles < 1) {
      throw new IllegalArgumentException("counts of a compaction policy must be positive");
    }
    if (orphanAge.compareTo(grace.multipliedBy(2)) < 0) {
      throw new IllegalArgumentException(
          "orphans must be kept for twice the grace period at least: " + orphanAge);
    }
  }

  /// A merge that takes longer than this is abandoned: others may have deleted its sources.
  Duration mergeTime() {
    return grace.dividedBy(2);
  }

  public CompactionPolicy withGrace(Duration changed, Duration changedOrphanAge) {
    return new CompactionPolicy(
        tailObjects,
        tailAge,
        roundObjects,
        roundBytes,
        hourFiles,
        dayDelay,
        lateFiles,
        lateAge,
        maximumFileBytes,
        changed,
        changedOrphanAge,
        runTime);
  }
}
