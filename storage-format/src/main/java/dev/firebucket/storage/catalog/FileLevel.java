package dev.firebucket.storage.catalog;

/// The levels of compacted files.
public enum FileLevel {
  /// Made of fresh objects, or of a few such files: a piece of a day.
  HOUR,
  /// Made when the day was over: all of the day, or as much as one file may hold.
  DAY
}
