package dev.firebucket.storage.compaction;

import java.util.List;

/// What a merge made of one day.
///
/// @param files by ranges of series, in their order
/// @param taken rows that were read
/// @param repeated those of them that others replaced
/// @param nextMillis the oldest sample of the sources that is newer than the day; the greatest
///   number where there is none
record MergedDay(List<MergedFile> files, long taken, long repeated, long nextMillis) {
  MergedDay {
    files = List.copyOf(files);
  }
}
