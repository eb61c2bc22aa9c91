package dev.firebucket.query.engine;

import dev.firebucket.query.arena.LentRows;
import dev.firebucket.query.arena.QueryArena;
import dev.firebucket.query.arena.QueryLimits;
import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.kernel.aggregate.PartialGrid;
import dev.firebucket.query.lower.Fragment;
import dev.firebucket.query.lower.LoweredQuery;
import dev.firebucket.query.lower.Source;
import dev.firebucket.query.result.Annotations;
import dev.firebucket.query.shard.ShardAnswer;
import dev.firebucket.storage.model.LabelSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Puts the answers of shards together, in the order of the shards.
final class ShardedRead {
  private final LoweredQuery lowered;
  private final ShardParts parts;
  private final QueryLimits limits;
  private final List<Map<LabelSet, ShardAnswer.Group>> groups;
  private final List<List<ShardAnswer.Row>> grids;
  private final List<Annotations> annotations = new ArrayList<>();
  private boolean needsGrids;

  ShardedRead(LoweredQuery lowered, ShardParts parts, QueryLimits limits) {
    this.lowered = lowered;
    this.parts = parts;
    this.limits = limits;
    this.groups = Stream.generate(() -> byLabels()).limit(lowered.fragments().size()).toList();
    this.grids = Stream.generate(() -> noRows()).limit(parts.sent().size()).toList();
  }

  private static Map<LabelSet, ShardAnswer.Group> byLabels() {
    return new TreeMap<>();
  }

  private static List<ShardAnswer.Row> noRows() {
    return new ArrayList<>();
  }

  /// Takes the answer of the next shard.
  ///
  /// @return whether more answers are wanted
  /// @throws dev.firebucket.query.error.PromqlException when all that is held is too much
  boolean take(ShardAnswer answer) {
    if (answer instanceof ShardAnswer.Found found) {
      annotations.add(found.annotations());
      for (int scan = 0; scan < grids.size(); scan++) {
        found.grids().get(scan).forEach(row -> limits.hold(GridRelation.weight(row.grid())));
        grids.get(scan).addAll(found.grids().get(scan));
      }
      for (int fragment = 0; fragment < groups.size(); fragment++) {
        for (ShardAnswer.Group group : found.groups().get(fragment)) {
          needsGrids |= !add(fragment, group);
        }
      }
    } else {
      needsGrids = true;
    }
    return !needsGrids;
  }

  /// Whether an aggregation needs all series together.
  boolean needsGrids() {
    return needsGrids;
  }

  private boolean add(int fragment, ShardAnswer.Group group) {
    Map<LabelSet, ShardAnswer.Group> all = groups.get(fragment);
    ShardAnswer.Group before = all.get(group.labels());
    if (before == null) {
      limits.hold(group.part().values());
      all.put(group.labels(), group);
      return true;
    }
    Optional<PartialGrid> both =
        before.part().plus(lowered.fragments().get(fragment).operator(), group.part());
    both.ifPresent(
        part ->
            all.put(
                group.labels(),
                new ShardAnswer.Group(
                    group.labels(), Math.min(before.arrival(), group.arrival()), part)));
    return both.isPresent();
  }

  /// What shards read, as rows to lend: each scan and each aggregation by its number among the
  /// sources. Scans that are read whole are not in it.
  Map<Integer, LentRows> lend(QueryArena arena) {
    annotations.forEach(arena.annotations()::addAll);
    Map<Integer, LentRows> lent = new HashMap<>(parts.readElsewhere());
    for (int scan = 0; scan < grids.size(); scan++) {
      List<ShardAnswer.Row> rows = grids.get(scan);
      rows.sort(Comparator.comparing(ShardAnswer.Row::labels));
      lent.put(parts.sent().get(scan), lent(rows, arena));
    }
    for (int number = 0; number < lowered.sources().size(); number++) {
      if (lowered.sources().get(number) instanceof Source.Begun begun) {
        lent.put(number, lent(answers(begun.fragment()), arena));
      }
    }
    return lent;
  }

  private List<ShardAnswer.Row> answers(int number) {
    Fragment fragment = lowered.fragments().get(number);
    return groups.get(number).values().stream()
        .map(
            group -> {
              Grid answer = group.part().answer(fragment.operator());
              return new ShardAnswer.Row(group.labels(), group.arrival(), answer);
            })
        .filter(row -> !row.grid().isEmpty())
        .toList();
  }

  private static LentRows lent(List<ShardAnswer.Row> rows, QueryArena arena) {
    long[] labels = new long[rows.size()];
    long[] handles = new long[rows.size()];
    for (int row = 0; row < labels.length; row++) {
      ShardAnswer.Row one = rows.get(row);
      labels[row] = arena.labels().handle(one.labels(), one.arrival());
      handles[row] = arena.grids().keep(one.grid());
    }
    return new LentRows(labels, handles);
  }
}
