package dev.firebucket.lambda.scrape;

import java.util.ArrayList;
import java.util.List;

/// What became of the turns of targets; a turn is one interval of one target.
final class SimulationCounts {
  /// All turns.
  long slots;

  /// With a scrape, well or not.
  long scraped;

  /// With `up 0` alone: no time, or a back-off.
  long leftOut;

  /// Without a sample, but an answer, an alarm or a dead letter names the run.
  long reported;

  /// Without a sample and without a word.
  long silent;

  /// Scraped twice at different times.
  long doubled;

  /// Scraped again because the run before failed, which Lambda counted.
  long afterFailure;

  /// Values that are older than those of an earlier time.
  long older;

  /// Series that were not ended.
  long open;

  /// Series that were not ended because the run that saw them failed.
  long openAfterFailure;

  /// A sentence for each thing that must not be.
  final List<String> notes = new ArrayList<>();

  void add(SimulationCounts other) {
    slots += other.slots;
    scraped += other.scraped;
    leftOut += other.leftOut;
    reported += other.reported;
    silent += other.silent;
    doubled += other.doubled;
    afterFailure += other.afterFailure;
    older += other.older;
    open += other.open;
    openAfterFailure += other.openAfterFailure;
    notes.addAll(other.notes);
  }

  static String header() {
    return "%-38s %9s %9s %8s %8s %7s %7s %9s %6s %5s %9s"
        .formatted(
            "",
            "turns",
            "scraped",
            "up 0",
            "reported",
            "SILENT",
            "DOUBLED",
            "after",
            "OLDER",
            "OPEN",
            "after");
  }

  String row(String name) {
    return "%-38s %9d %9d %8d %8d %7d %7d %9d %6d %5d %9d"
        .formatted(
            name,
            slots,
            scraped,
            leftOut,
            reported,
            silent,
            doubled,
            afterFailure,
            older,
            open,
            openAfterFailure);
  }
}
