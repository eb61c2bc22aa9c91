package dev.firebucket.storage.read;

import dev.firebucket.storage.model.LabelMatcher;
import java.io.IOException;
import java.util.List;

/// What one query reads: a fixed set of immutable Parquet files, held until closed.
///
/// A series or a sample may stand in several files; equal (series, timestamp) pairs collapse at
/// read, the file later in [#files] wins.
public interface Snapshot extends AutoCloseable {
  /// Every series with a sample in the view's time range (by file statistics: a few more may come)
  /// that fulfils all matchers, each once, sorted by labels.
  List<StoredSeries> series(List<LabelMatcher> matchers) throws IOException;

  /// What is known of the files to scan for a time range before they are fetched or read.
  List<FileOutline> outlines(long fromMillis, long toMillis) throws IOException;

  /// The files to scan for a time range, local and readable by DuckDB, oldest data first.
  ///
  /// Files of a bucket are fetched here into a bounded local cache.
  List<SampleFile> files(long fromMillis, long toMillis) throws IOException;

  /// The objects of the view with the catalog version that names them, oldest data first.
  ///
  /// @param sets only objects that hold a series that fulfils any of these sets of matchers; no set
  ///   means every object
  SnapshotObjects objects(List<List<LabelMatcher>> sets) throws IOException;

  /// All objects of the view as local files, with their series files, oldest data first.
  List<LocalCopy> copies() throws IOException;

  @Override
  void close();
}
