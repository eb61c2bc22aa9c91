package dev.firebucket.storage.retention;

import dev.firebucket.storage.catalog.CatalogFile;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// How long samples are kept.
///
/// Whole files are dropped, as Prometheus drops whole blocks: a day goes when all of it is too old.
///
/// @param time how much older than the newest sample a file may be; zero for any age
/// @param bytes how large all files may be together; zero for any size
/// @param rules for single series
public record RetentionPolicy(Duration time, long bytes, List<RetentionRule> rules) {
  /// Everything is kept for ever.
  public static final RetentionPolicy NONE = new RetentionPolicy(Duration.ZERO, 0, List.of());

  /// The time of the newest sample of an empty store.
  public static final long NO_SAMPLE = Long.MIN_VALUE;

  /// @throws IllegalArgumentException for negative values
  public RetentionPolicy {
    rules = List.copyOf(rules);
    if (time.isNegative() || bytes < 0) {
      throw new IllegalArgumentException("retention must not be negative");
    }
  }

  /// The time from which on samples are young enough, as milliseconds since the epoch.
  ///
  /// Age is counted from the newest sample, as in Prometheus: a store that nobody writes to any
  /// more keeps what it has. A sample from the future makes nothing old.
  ///
  /// @param newestMillis time of the newest sample of all, [#NO_SAMPLE] where there is none: then
  ///   nothing is old, whatever others store meanwhile
  public static long cutoff(Duration time, long newestMillis, Instant now) {
    return newestMillis == NO_SAMPLE
        ? NO_SAMPLE
        : Math.min(newestMillis, now.toEpochMilli()) + 1 - time.toMillis();
  }

  /// Files that are too old as a whole.
  public List<CatalogFile> tooOld(List<CatalogFile> files, long newestMillis, Instant now) {
    if (time.isZero()) {
      return List.of();
    }
    long cutoff = cutoff(time, newestMillis, now);
    return files.stream().filter(file -> file.lastMillis() < cutoff).toList();
  }

  /// The oldest files, as many as are too much; once one is, everything older is.
  ///
  /// @param others bytes of what is kept besides them
  public List<CatalogFile> tooMuch(List<CatalogFile> files, long others) {
    if (bytes == 0) {
      return List.of();
    }
    List<CatalogFile> newestFirst =
        files.stream().sorted(Comparator.comparing(CatalogFile::date).reversed()).toList();
    long sum = others;
    for (int i = 0; i < newestFirst.size(); i++) {
      sum += newestFirst.get(i).bytes() + newestFirst.get(i).seriesBytes();
      if (sum > bytes) {
        return newestFirst.subList(i, newestFirst.size());
      }
    }
    return List.of();
  }
}
