package dev.firebucket.storage.compaction;

import java.util.List;

/// What a deletion did.
///
/// @param record key of the object that tells of it
/// @param files compacted files that were rewritten, or are gone
/// @param samples how many samples fewer they have
/// @param problems files that could not be read: their samples are still there
public record DeletionReport(String record, int files, long samples, List<String> problems) {
  public DeletionReport {
    problems = List.copyOf(problems);
  }
}
