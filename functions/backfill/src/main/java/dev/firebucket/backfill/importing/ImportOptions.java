package dev.firebucket.backfill.importing;

/// How to import.
///
/// @param dryRun read and count, write nothing
/// @param again import pieces that an earlier import has done, too
/// @param objectSamples write an object of so many samples; it bounds the memory taken
/// @param compactEvery compact after so many objects
public record ImportOptions(boolean dryRun, boolean again, int objectSamples, int compactEvery) {
  /// Objects of half a million samples, a few MiB.
  public static final ImportOptions DEFAULT = new ImportOptions(false, false, 500_000, 64);

  /// @throws IllegalArgumentException for counts below one
  public ImportOptions {
    if (objectSamples < 1 || compactEvery < 1) {
      throw new IllegalArgumentException("counts of an import must be positive");
    }
  }

  public ImportOptions withDryRun(boolean changed) {
    return new ImportOptions(changed, again, objectSamples, compactEvery);
  }

  public ImportOptions withAgain(boolean changed) {
    return new ImportOptions(dryRun, changed, objectSamples, compactEvery);
  }
}
