package dev.firebucket.backfill.importing;

import java.util.List;

/// What an import did.
///
/// @param samples how many were read, and written if it was no dry run
/// @param histograms how many of them are native histograms
/// @param series how many different ones
/// @param firstMillis time of the oldest sample; later than `lastMillis` where there was none
/// @param lastMillis time of the newest sample
/// @param parts pieces imported
/// @param skipped pieces that an earlier import had done
/// @param problems what compaction could not do afterwards; the samples are there all the same
public record ImportReport(
    long samples,
    long histograms,
    long series,
    long firstMillis,
    long lastMillis,
    int parts,
    int skipped,
    List<String> problems) {
  public ImportReport {
    problems = List.copyOf(problems);
  }
}
