package dev.firebucket.backfill.importing;

/// Is told how far an import is.
@FunctionalInterface
public interface ImportListener {
  /// @param doneBytes of the sources
  /// @param allBytes of the sources
  /// @param samples read so far
  void progress(long doneBytes, long allBytes, long samples);
}
