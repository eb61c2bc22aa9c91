package dev.firebucket.query.shard;

import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.read.DamageLog;
import dev.firebucket.storage.read.FileOutline;
import dev.firebucket.storage.read.LocalCopy;
import dev.firebucket.storage.read.OpenFiles;
import dev.firebucket.storage.read.Snapshot;
import dev.firebucket.storage.read.SnapshotObjects;
import dev.firebucket.storage.read.StoredSeries;
import dev.firebucket.storage.read.WantedRows;
import java.io.IOException;
import java.util.List;

/// A snapshot in which only a range of series is found. The snapshot itself stays open: all shards
/// of a query read the same one.
///
/// @param all held by whoever has it
public record ShardSnapshot(Snapshot all, IdRange ids) implements Snapshot {
  /// What is left out is said of the snapshot that all shards read.
  @Override
  public Snapshot leavingOut(DamageLog damaged) {
    return this;
  }

  @Override
  public List<StoredSeries> series(List<LabelMatcher> matchers) throws IOException {
    return all.series(matchers).stream().filter(one -> ids.contains(one.id())).toList();
  }

  @Override
  public List<FileOutline> outlines(long fromMillis, long toMillis) throws IOException {
    return all.outlines(fromMillis, toMillis);
  }

  @Override
  public List<FileOutline> outlines(long fromMillis, long toMillis, List<StoredSeries> wanted)
      throws IOException {
    return all.outlines(fromMillis, toMillis, wanted);
  }

  @Override
  public OpenFiles open(List<FileOutline> files, WantedRows wanted) throws IOException {
    return all.open(files, wanted);
  }

  @Override
  public SnapshotObjects objects(List<List<LabelMatcher>> sets) throws IOException {
    return all.objects(sets);
  }

  @Override
  public List<LocalCopy> copies() throws IOException {
    return all.copies();
  }

  @Override
  public void close() {}
}
