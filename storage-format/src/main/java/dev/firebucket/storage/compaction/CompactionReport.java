package dev.firebucket.storage.compaction;

import java.time.Duration;
import java.util.List;

/// What one run of compaction did.
///
/// @param tailObjects fresh objects taken in
/// @param tailLeft fresh objects that no version has taken in yet, as far as the run has seen
/// @param mergedFiles compacted files merged into others
/// @param writtenFiles compacted files written, each with its series file
/// @param samplesRead rows of all sources
/// @param samplesWritten rows of all files written; fewer where samples were duplicates
/// @param bytesRead size of all sources
/// @param bytesWritten size of all samples files written
/// @param deletedObjects objects deleted: consumed ones after their grace period, orphans, old
///   catalog versions
/// @param rewrittenFiles files rewritten without samples that a rule of retention lets go
/// @param droppedByAge files that are too old
/// @param droppedBySize the oldest files, dropped because all were too much
/// @param conflicts rounds that another compactor did first
/// @param problems what could not be done and why, for logs; empty if all is well
/// @param elapsed how long the run took
public record CompactionReport(
    int tailObjects,
    int tailLeft,
    int mergedFiles,
    int writtenFiles,
    long samplesRead,
    long samplesWritten,
    long bytesRead,
    long bytesWritten,
    int deletedObjects,
    int rewrittenFiles,
    int droppedByAge,
    int droppedBySize,
    int conflicts,
    List<String> problems,
    Duration elapsed) {
  public CompactionReport {
    problems = List.copyOf(problems);
  }

  /// A sentence for logs.
  @Override
  public String toString() {
    return "took in %d fresh objects, left %d, and merged %d files into %d: %d samples of %d, %d bytes of %d; deleted %d objects; rewrote %d files and dropped %d; %d conflicts, %d problems; %d ms"
        .formatted(
            tailObjects,
            tailLeft,
            mergedFiles,
            writtenFiles,
            samplesWritten,
            samplesRead,
            bytesWritten,
            bytesRead,
            deletedObjects,
            rewrittenFiles,
            droppedByAge + droppedBySize,
            conflicts,
            problems.size(),
            elapsed.toMillis());
  }
}
