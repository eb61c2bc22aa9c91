package dev.firebucket.query.shard;

import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.kernel.aggregate.PartialGrid;
import dev.firebucket.query.result.Annotations;
import dev.firebucket.storage.model.LabelSet;
import java.util.List;

/// What a shard found.
public sealed interface ShardAnswer {
  /// How many values it holds.
  long values();

  /// Its part of the query.
  ///
  /// @param groups of each aggregation that was begun, in the order of the plan
  /// @param grids of each scan whose series are sent, in the order of the plan
  /// @param annotations on what it read
  record Found(List<List<Group>> groups, List<List<Row>> grids, Annotations annotations)
      implements ShardAnswer {
    public Found {
      groups = List.copyOf(groups);
      grids = List.copyOf(grids);
    }

    @Override
    public long values() {
      return groups.stream().flatMap(List::stream).mapToLong(one -> one.part().values()).sum()
          + grids.stream().flatMap(List::stream).mapToLong(one -> one.grid().presentCount()).sum();
    }
  }

  /// Only all series together give the answer of an aggregation: ask again, for grids.
  record NeedsGrids() implements ShardAnswer {
    @Override
    public long values() {
      return 0;
    }
  }

  /// A part of a group.
  ///
  /// @param labels of the group
  /// @param arrival the lowest of its series, see [dev.firebucket.storage.read.StoredSeries]
  record Group(LabelSet labels, int arrival, PartialGrid part) {}

  /// A series.
  ///
  /// @param arrival see [dev.firebucket.storage.read.StoredSeries]
  record Row(LabelSet labels, int arrival, Grid grid) {}
}
