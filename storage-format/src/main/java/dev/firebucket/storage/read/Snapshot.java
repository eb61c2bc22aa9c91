package dev.firebucket.storage.read;

import dev.firebucket.storage.model.LabelMatcher;
import java.io.IOException;
import java.util.List;

/// What one query reads: a fixed set of immutable Parquet files, held until closed.
///
/// A series or a sample may be in several files; duplicates of a (series, timestamp) collapse when
/// they are read, and the file later in [#outlines] wins.
public interface Snapshot extends AutoCloseable {
  /// The same snapshot without the objects of a log, which hears of others that are damaged. Where
  /// a method meets a damaged object that the log does not have yet, it throws a
  /// [DamagedObjectException]: see [DamageLog#read].
  Snapshot leavingOut(DamageLog damaged);

  /// Every series with a sample in the view's time range (by file statistics, so a few more are
  /// possible) that satisfies all matchers, each once, sorted by labels.
  List<StoredSeries> series(List<LabelMatcher> matchers) throws IOException;

  /// What is known about the files of a time range before they are fetched or read, oldest data
  /// first.
  List<FileOutline> outlines(long fromMillis, long toMillis) throws IOException;

  /// As [#outlines(long, long)], only of files that hold any of these series.
  List<FileOutline> outlines(long fromMillis, long toMillis, List<StoredSeries> wanted)
      throws IOException;

  /// Makes files readable by DuckDB. Of large objects of a bucket the row groups that may hold the
  /// wanted rows are fetched, into a cache on disk; what that holds is not fetched again.
  ///
  /// @param files of this snapshot
  /// @throws ObjectGoneException when compaction has deleted one of them meanwhile: then the
  ///   snapshot has looked at the store again, and its outlines are of other files
  /// @throws NoRoomException when the disk is full
  OpenFiles open(List<FileOutline> files, WantedRows wanted) throws IOException;

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
