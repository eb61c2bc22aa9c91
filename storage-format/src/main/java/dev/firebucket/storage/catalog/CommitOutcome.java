package dev.firebucket.storage.catalog;

/// What became of a commit.
public sealed interface CommitOutcome {
  /// It counts.
  ///
  /// @param catalog a version that holds it
  record Committed(Catalog catalog) implements CommitOutcome {}

  /// It does not count and never will: what it consumes has been taken by another, or others
  /// committed each time it tried.
  ///
  /// @param reason for logs
  record Conflict(String reason) implements CommitOutcome {}

  /// The store did not say, and looking did not help: its files must be left alone, for they may
  /// count.
  ///
  /// @param reason for logs
  record Unknown(String reason) implements CommitOutcome {}
}
