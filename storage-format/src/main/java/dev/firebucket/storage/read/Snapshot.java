package dev.firebucket.storage.read;

import dev.firebucket.storage.model.LabelMatcher;
import java.io.IOException;
import java.util.List;

/// What one query reads: a fixed set of immutable Parquet files, held until closed.
///
/// A series or a sample may be in several files; duplicates of a (series, timestamp) collapse when
/// they are read, and the file later in [#files] wins.
public interface Snapshot extends AutoCloseable {
  /// Every series with a sample in the view's time range (by file statistics, so a few more are
  /// possible) that satisfies all matchers, each once, sorted by labels.
  List<StoredSeries> series(List<LabelMatcher> matchers) throws IOException;

  /// What is known about the files to scan for a time range before they are downloaded or read.
  List<FileOutline> outlines(long fromMillis, long toMillis) throws IOException;

  /// The files to scan for a time range, local and readable by DuckDB, oldest data first.
  ///
  /// Files of a bucket are downloaded into a bounded local cache.
  List<SampleFile> files(long fromMillis, long toMillis) throws IOException;

  /// As [#files(long, long)], only files that hold any of these series: the others need not be
  /// downloaded.
  List<SampleFile> files(long fromMillis, long toMillis, List<StoredSeries> wanted)
      throws IOException;

  /// The objects of the view with the catalog version that names them, oldest data first.
  ///
  /// @param sets only objects with a series that satisfies any of these sets of matchers; no set
  ///   means every object
  SnapshotObjects objects(List<List<LabelMatcher>> sets) throws IOException;

  /// All objects of the view as local files, with their series files, oldest data first.
  List<LocalCopy> copies() throws IOException;

  @Override
  void close();
}
