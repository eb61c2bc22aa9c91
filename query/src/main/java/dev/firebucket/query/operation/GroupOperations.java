package dev.firebucket.query.operation;

import dev.firebucket.query.arena.CallSite;
import dev.firebucket.query.arena.Members;
import dev.firebucket.query.arena.QueryArena;
import dev.firebucket.query.ast.AggregateOperator;
import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.histogram.Remark;
import dev.firebucket.query.histogram.Remarks;
import dev.firebucket.query.kernel.aggregate.AggregateKernel;
import dev.firebucket.query.kernel.aggregate.GroupRemarks;
import dev.firebucket.query.kernel.aggregate.Ranking;
import dev.firebucket.query.kernel.aggregate.ValueTally;
import dev.firebucket.query.kernel.element.SetKernel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Operations on the rows of a group: see [Members].
public final class GroupOperations {
  /// `grid_any(members)`: 1 where any has something.
  public static final Operation.OfHandle ANY =
      Operation.handle(
          "grid_any", row -> row.keep(SetKernel.any(row.members(0).objects())), String.class);

  /// `grid_scalar(nan, members)`: the value where exactly one has one, else NaN.
  public static final Operation.OfHandle SCALAR =
      Operation.nullable("grid_scalar", GroupOperations::scalar, Long.class, String.class);

  /// `grid_ranked(ranking, labels, grid)`: the grid of a member of a ranking at the steps where it
  /// is in. Its labels say which member it is: two may share a grid.
  public static final Operation.OfHandle RANKED =
      Operation.handle("grid_ranked", GroupOperations::ranked, Long.class, Long.class, Long.class);

  /// `grid_tally(members)`: how many have each value; the others take the tally apart.
  public static final Operation.OfHandle TALLY =
      Operation.handle(
          "grid_tally",
          row -> {
            ValueTally tally = ValueTally.of(row.members(0).objects());
            return row.arena().tallies().keep(tally);
          },
          String.class);

  public static final Operation.OfHandle TALLY_SIZE =
      Operation.handle("tally_size", row -> tally(row).values().size(), Long.class);

  public static final Operation.OfText TALLY_VALUE =
      Operation.text(
          "tally_value",
          row -> tally(row).values().get((int) row.handle(1)),
          Long.class,
          Long.class);

  public static final Operation.OfHandle TALLY_GRID =
      Operation.handle(
          "tally_grid",
          row -> row.keep(tally(row).counts().get((int) row.handle(1))),
          Long.class,
          Long.class);

  private GroupOperations() {}

  /// An aggregation: `grid_sum(members, site)` and `grid_quantile(members, quantile, site)` give
  /// the grid of a group, `grid_topk(members, k, site)` a ranking, `grid_tally(members)` a tally.
  ///
  /// @throws IllegalArgumentException for `limit_ratio`, which looks at no groups
  public static Operation.OfHandle aggregate(AggregateOperator operator) {
    String name = "grid_" + operator.keyword();
    return switch (operator) {
      case SUM, AVG, MIN, MAX, COUNT, GROUP, STDDEV, STDVAR ->
          Operation.handle(
              name, row -> row.keep(answer(row, operator, null, 1)), String.class, Integer.class);
      case QUANTILE ->
          Operation.handle(
              name,
              row -> row.keep(answer(row, operator, row.grid(1), 2)),
              String.class,
              Long.class,
              Integer.class);
      case TOPK, BOTTOMK, LIMITK ->
          Operation.handle(
              name, row -> rank(row, operator), String.class, Long.class, Integer.class);
      case COUNT_VALUES -> TALLY;
      case LIMIT_RATIO -> throw new IllegalArgumentException("limit_ratio looks at no groups");
    };
  }

  static List<Operation> all() {
    List<Operation> all =
        new ArrayList<>(List.of(ANY, SCALAR, RANKED, TALLY_SIZE, TALLY_VALUE, TALLY_GRID));
    for (AggregateOperator operator : AggregateOperator.values()) {
      if (operator != AggregateOperator.LIMIT_RATIO) {
        all.add(aggregate(operator));
      }
    }
    return all;
  }

  private static Grid answer(
      Arguments row, AggregateOperator operator, @Nullable Grid parameter, int site) {
    Members members = row.members(0);
    GroupRemarks remarks = GroupRemarks.none();
    Grid answer = AggregateKernel.apply(operator, members.objects(), parameter, remarks);
    QueryArena arena = row.arena();
    CallSite.Aggregation call = row.site(site, CallSite.Aggregation.class);
    arena.annotations().remarks(remarks.remarks(), operator.keyword(), call.place());
    remarks.incompatible().stream()
        .mapToObj(i -> call.named() ? arena.labels().get(members.labels()[i]).metricName() : "")
        .forEach(
            metric ->
                arena.annotations().remark(Remark.MIXED_EXPONENTIAL_CUSTOM, metric, call.place()));
    return answer;
  }

  private static long scalar(Arguments row) {
    Grid base = row.grid(0);
    return row.isNull(1)
        ? row.handle(0)
        : row.keep(SetKernel.onlyValue(base.steps(), row.members(1).objects()));
  }

  private static long rank(Arguments row, AggregateOperator operator) {
    Members members = row.members(0).byArrival();
    Map<Long, Integer> places = new HashMap<>();
    for (int i = 0; i < members.size(); i++) {
      places.put(members.labels()[i], i);
    }
    Remarks remarks = new Remarks();
    Ranking ranking = ranking(operator, members.objects(), row.grid(1), remarks);
    CallSite.Place site = row.site(2, CallSite.Place.class);
    row.arena().annotations().remarks(remarks, operator.keyword(), site.range());
    return row.arena().rankings().keep(new QueryArena.RankedGroup(places, ranking));
  }

  private static Ranking ranking(
      AggregateOperator operator, List<Grid> grids, Grid counts, Remarks remarks) {
    return operator == AggregateOperator.LIMITK
        ? Ranking.first(grids, counts)
        : Ranking.of(grids, counts, operator == AggregateOperator.TOPK, remarks);
  }

  private static long ranked(Arguments row) {
    long handle = row.handle(0);
    QueryArena.RankedGroup group = row.arena().rankings().get(handle);
    Integer place = group.members().get(row.handle(1));
    if (place == null) {
      throw new IllegalStateException("a series that was not ranked");
    }
    return row.keep(group.ranking().apply(place, row.grid(2)));
  }

  private static ValueTally tally(Arguments row) {
    long handle = row.handle(0);
    return row.arena().tallies().get(handle);
  }
}
