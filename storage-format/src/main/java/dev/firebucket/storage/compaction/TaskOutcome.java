package dev.firebucket.storage.compaction;

/// What became of a task.
enum TaskOutcome {
  /// A catalog version has what it wrote.
  COMMITTED,

  /// A source cannot be read, or something failed: nothing has changed, and the report says why.
  PASSED_OVER,

  /// Another compactor was faster.
  OVERTAKEN
}
