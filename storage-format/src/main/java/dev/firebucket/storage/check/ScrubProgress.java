package dev.firebucket.storage.check;

/// Hears how far a pass over a store is.
@FunctionalInterface
public interface ScrubProgress {
  /// @param objects that are done, of all
  /// @param bytes of them, of all
  void checked(long objects, long ofObjects, long bytes, long ofBytes);
}
