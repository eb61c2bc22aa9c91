package dev.firebucket.query.engine;

import dev.firebucket.query.arena.LentRows;
import dev.firebucket.query.lower.Fragment;
import dev.firebucket.query.lower.LoweredQuery;
import dev.firebucket.query.lower.Source;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/// Who reads which scan of a query in shards. Grids are made where samples are read; samples
/// themselves are no less to send than to read, so whoever puts the query together reads them.
///
/// @param scans all of the query
/// @param sent numbers of the scans whose grids shards send, in order
/// @param begun numbers of the scans that shards read for aggregations
/// @param whole numbers of the scans that are read whole
record ShardParts(
    List<Source.Scan> scans, List<Integer> sent, Set<Integer> begun, Set<Integer> whole) {
  private static final LentRows NO_ROWS = new LentRows(new long[0], new long[0]);

  static ShardParts of(LoweredQuery lowered, List<Source.Scan> scans) {
    Set<Integer> begun = new HashSet<>();
    lowered.fragments().stream().map(Fragment::scan).forEach(begun::add);
    Set<Integer> whole = new HashSet<>();
    for (int number : lowered.scanned()) {
      if (scans.get(number) instanceof Source.SamplesScan) {
        whole.add(number);
      }
    }
    return new ShardParts(
        scans,
        lowered.scanned().stream().filter(number -> !whole.contains(number)).sorted().toList(),
        begun,
        whole);
  }

  /// Whether shards have anything to do.
  boolean isEmpty() {
    return sent.isEmpty() && begun.isEmpty();
  }

  /// Whether a shard reads a scan.
  boolean isRead(int number) {
    return begun.contains(number) || sent.contains(number);
  }

  /// No rows, for the scans that a shard leaves to others.
  Map<Integer, LentRows> unread() {
    return noRowsOf(number -> !isRead(number));
  }

  /// No rows, for the scans that are read in shards for aggregations alone.
  Map<Integer, LentRows> readElsewhere() {
    return noRowsOf(number -> !whole.contains(number));
  }

  private Map<Integer, LentRows> noRowsOf(IntPredicate left) {
    Map<Integer, LentRows> none = new HashMap<>();
    for (int number = 0; number < scans.size(); number++) {
      if (left.test(number)) {
        none.put(number, NO_ROWS);
      }
    }
    return none;
  }
}
