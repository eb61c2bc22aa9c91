package dev.firebucket.query.engine;

import dev.firebucket.query.arena.QueryLimits;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.storage.read.FileOutline;
import dev.firebucket.storage.read.StoredSeries;
import java.util.Comparator;
import java.util.List;

/// Refuses a query that would pass a limit, before anything of its scans is fetched or read.
///
/// The bytes are those that would be fetched of a bucket; of files that are read in place an
/// estimate, the share of their series that is asked for. What a cache holds counts too, so that a
/// query is refused or not whoever asked before. The samples are a lower bound: a query that passes
/// here may still be refused while it reads.
final class ReadGuard {
  private final QueryLimits limits;
  private final long maxBytes;
  private long bytes;

  /// @param maxBytes how much a query may read; 0 for no limit
  ReadGuard(QueryLimits limits, long maxBytes) {
    this.limits = limits;
    this.maxBytes = maxBytes;
  }

  /// Counts a scan.
  ///
  /// @param files that hold any of the series in its time
  /// @throws PromqlException of type `EXECUTION` when the query would read too much
  void admit(ScanGroup group, List<StoredSeries> series, List<FileOutline> files) {
    for (FileOutline file : files) {
      bytes += file.reading().bytes();
    }
    if (maxBytes > 0 && bytes > maxBytes) {
      throw new PromqlException(
          PromqlException.Type.EXECUTION,
          "query processing would read about %d bytes of stored samples, more than the %d of"
                  .formatted(bytes, maxBytes)
              + " --query.max-bytes: ask for fewer series or less time, or raise that flag",
          null);
    }
  }

  /// Refuses a query that would hold too many samples of a scan at once.
  ///
  /// @throws PromqlException of type `EXECUTION`
  void checkRoom(ScanGroup group, List<StoredSeries> series, List<FileOutline> files) {
    limits.checkRoomFor(certainSamples(group, series, files));
  }

  /// Samples that the scan holds for certain: those of files that lie wholly in its time, whose
  /// series are all asked for, and that do not overlap, for a sample may stand in two files.
  private long certainSamples(ScanGroup group, List<StoredSeries> series, List<FileOutline> files) {
    if (files.stream().mapToLong(FileOutline::rows).sum() <= limits.room()) {
      return 0;
    }
    long samples = 0;
    long until = group.fromMillis();
    for (FileOutline file :
        files.stream().sorted(Comparator.comparingLong(FileOutline::lastMillis)).toList()) {
      if (file.firstMillis() > until
          && file.lastMillis() <= group.toMillis()
          && asksForAllOf(file, series)) {
        samples += file.rows();
        until = file.lastMillis();
      }
    }
    return samples;
  }

  private static boolean asksForAllOf(FileOutline file, List<StoredSeries> series) {
    return file.series().count() <= series.size()
        && series.stream().filter(one -> file.series().contains(one.arrival())).count()
            == file.series().count();
  }
}
