package dev.firebucket.storage.catalog;

/// The outcome of a commit.
public sealed interface CommitOutcome {
  /// It counts.
  ///
  /// @param catalog a version that contains it
  record Committed(Catalog catalog) implements CommitOutcome {}

  /// It does not count and never will: another commit consumed the same objects, or others
  /// committed first at every attempt.
  ///
  /// @param reason for logs
  record Conflict(String reason) implements CommitOutcome {}

  /// The store did not say, and looking did not help: its files must be kept, because they may
  /// count.
  ///
  /// @param reason for logs
  record Unknown(String reason) implements CommitOutcome {}
}
