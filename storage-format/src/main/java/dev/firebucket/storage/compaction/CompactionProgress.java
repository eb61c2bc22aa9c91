package dev.firebucket.storage.compaction;

/// Told how a run of compaction gets on: many times a second, by the thread that merges.
@FunctionalInterface
public interface CompactionProgress {
  /// For whom nobody waits.
  CompactionProgress NONE = (what, merged, samples) -> {};

  /// @param what is merged: `600 fresh objects`, `24 files of 2026-11-22`
  /// @param merged samples so far
  /// @param samples of all of it
  void merged(String what, long merged, long samples);
}
