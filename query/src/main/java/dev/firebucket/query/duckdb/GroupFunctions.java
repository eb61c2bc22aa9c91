package dev.firebucket.query.duckdb;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Functions of the rows of a group, which come as text: see [Members].
public final class GroupFunctions {
  /// The SQL that hands a group over.
  public static final String MEMBERS = "string_agg(labels || ':' || grid, ',')";

  private GroupFunctions() {}

  /// `grid_sum`: an aggregation that gives one grid per group.
  public static String aggregate(AggregateOperator operator) {
    return "grid_" + operator.keyword();
  }

  static void register(FunctionRegistrar functions) {
    for (AggregateOperator operator : AggregateOperator.values()) {
      switch (operator) {
        case SUM, AVG, MIN, MAX, COUNT, GROUP, STDDEV, STDVAR ->
            functions.handle(
                aggregate(operator),
                row -> row.keep(answer(row, operator, null, 1)),
                String.class,
                Integer.class);
        case QUANTILE ->
            functions.handle(
                aggregate(operator),
                // grid_quantile(members, quantile, n)
                row -> row.keep(answer(row, operator, row.grid(1), 2)),
                String.class,
                Long.class,
                Integer.class);
        case TOPK, BOTTOMK, LIMITK -> registerRanking(functions, operator);
        case COUNT_VALUES -> registerTally(functions);
        case LIMIT_RATIO -> RatioLimits.register(functions);
      }
    }
    // grid_any(members): 1 where any has something.
    functions.handle(
        "grid_any", row -> row.keep(SetKernel.any(row.members(0).objects())), String.class);
    // grid_scalar(nan, members): the value where exactly one has one, else NaN.
    functions.nullable(
        "grid_scalar",
        row -> {
          Grid base = row.grid(0);
          return row.isNull(1)
              ? row.handle(0)
              : row.keep(SetKernel.onlyValue(base.steps(), row.members(1).objects()));
        },
        Long.class,
        String.class);
  }

  /// `grid_sum(members, n)`: n is the query's aggregation number n.
  private static Grid answer(
      RowArguments row, AggregateOperator operator, @Nullable Grid parameter, int number) {
    Members members = row.members(0);
    GroupRemarks remarks = GroupRemarks.none();
    Grid answer = AggregateKernel.apply(operator, members.objects(), parameter, remarks);
    QueryArena arena = row.arena();
    QueryArena.AggregateCall call = arena.program().aggregations().get(row.integer(number));
    arena.annotations().remarks(remarks.remarks(), operator.keyword(), call.place());
    remarks.incompatible().stream()
        .mapToObj(i -> call.named() ? arena.labels().get(members.labels()[i]).metricName() : "")
        .forEach(
            metric ->
                arena.annotations().remark(Remark.MIXED_EXPONENTIAL_CUSTOM, metric, call.place()));
    return answer;
  }

  /// `grid_topk(members, k, place)` ranks a group; `grid_ranked(ranking, grid)` gives each member
  /// its steps.
  private static void registerRanking(FunctionRegistrar functions, AggregateOperator operator) {
    functions.handle(
        aggregate(operator),
        row -> {
          Members members = row.members(0).byArrival();
          Map<Long, Integer> places = new HashMap<>();
          for (int i = 0; i < members.size(); i++) {
            places.put(members.grids()[i], i);
          }
          Remarks remarks = new Remarks();
          Ranking ranking = ranking(operator, members.objects(), row.grid(1), remarks);
          row.arena()
              .annotations()
              .remarks(remarks, operator.keyword(), row.arena().place(row.integer(2)));
          return row.arena().rankings().keep(new QueryArena.RankedGroup(places, ranking));
        },
        String.class,
        Long.class,
        Integer.class);
    if (operator == AggregateOperator.TOPK) {
      functions.handle("grid_ranked", GroupFunctions::ranked, Long.class, Long.class);
    }
  }

  private static Ranking ranking(
      AggregateOperator operator, List<Grid> grids, Grid counts, Remarks remarks) {
    return operator == AggregateOperator.LIMITK
        ? Ranking.first(grids, counts)
        : Ranking.of(grids, counts, operator == AggregateOperator.TOPK, remarks);
  }

  private static long ranked(RowArguments row) {
    long handle = row.handle(0);
    QueryArena.RankedGroup group = row.arena().rankings().get(handle);
    Integer place = group.members().get(row.handle(1));
    if (place == null) {
      throw new IllegalStateException("a grid that was not ranked");
    }
    return row.keep(group.ranking().apply(place, row.grid(1)));
  }

  /// `grid_tally(members)` counts values; `tally_size`, `tally_value`, `tally_grid` take it apart.
  private static void registerTally(FunctionRegistrar functions) {
    functions.handle(
        "grid_tally",
        row -> {
          ValueTally tally = ValueTally.of(row.members(0).objects());
          return row.arena().tallies().keep(tally);
        },
        String.class);
    functions.handle("tally_size", row -> tally(row).values().size(), Long.class);
    functions.text(
        "tally_value", row -> tally(row).values().get((int) row.bigint(1)), Long.class, Long.class);
    functions.handle(
        "tally_grid",
        row -> {
          ValueTally tally = tally(row);
          return row.keep(tally.counts().get((int) row.bigint(1)));
        },
        Long.class,
        Long.class);
  }

  private static ValueTally tally(RowArguments row) {
    long handle = row.handle(0);
    return row.arena().tallies().get(handle);
  }
}
