package dev.firebucket.storage.compaction;

import java.util.List;

/// What a merge made of one day.
///
/// @param files by ranges of series, in their order
/// @param taken rows that were read
/// @param repeated those of them that others replaced, or that were cut
/// @param nextMillis the oldest sample of the sources that is newer than the day; the greatest
///   number where there is none
/// @param rests what is left where it ended early
record MergedDay(
    List<MergedFile> files, long taken, long repeated, long nextMillis, List<RestOfSource> rests) {
  MergedDay {
    files = List.copyOf(files);
    rests = List.copyOf(rests);
  }
}
