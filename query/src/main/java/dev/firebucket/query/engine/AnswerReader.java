package dev.firebucket.query.engine;

import dev.firebucket.query.arena.QueryArena;
import dev.firebucket.query.duckdb.SqlDatabase;
import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.plan.Plan;
import dev.firebucket.query.plan.RangePlan;
import dev.firebucket.query.plan.ScalarPlan;
import dev.firebucket.query.plan.VectorPlan;
import dev.firebucket.query.result.MatrixSeries;
import dev.firebucket.query.result.Points;
import dev.firebucket.query.result.QueryResult;
import dev.firebucket.query.result.QueryResult.MatrixResult;
import dev.firebucket.query.result.QueryResult.ScalarResult;
import dev.firebucket.query.result.QueryResult.StringResult;
import dev.firebucket.query.result.QueryResult.VectorResult;
import dev.firebucket.query.result.VectorSample;
import java.util.Comparator;
import java.util.List;

/// Takes the rows of a query's SQL out of its arena.
///
/// @param text the query, for the places of annotations
record AnswerReader(String text, QueryArena arena) {

  /// The answer of a range query: a matrix whatever the expression.
  QueryResult matrix(List<SqlDatabase.Row> rows, boolean rawSamples) {
    List<MatrixSeries> series =
        rows.stream()
            .map(row -> series(row, rawSamples))
            .sorted(Comparator.comparing(MatrixSeries::labels))
            .toList();
    return new MatrixResult(
        series, arena.annotations().warnings(text), arena.annotations().infos(text));
  }

  /// The answer of an instant query.
  QueryResult instant(Plan plan, List<SqlDatabase.Row> rows, long timeMillis) {
    return switch (plan) {
      case Plan.Text string -> new StringResult(timeMillis, string.value());
      case ScalarPlan scalar ->
          new ScalarResult(
              timeMillis,
              arena.grids().get(rows.getFirst().grid()).value(0),
              arena.annotations().warnings(text),
              arena.annotations().infos(text));
      case VectorPlan vector ->
          new VectorResult(
              VectorOrder.of(vector)
                  .sort(rows.stream().map(row -> sample(row, timeMillis)).toList()),
              arena.annotations().warnings(text),
              arena.annotations().infos(text));
      case RangePlan.StoredSamples samples -> matrix(rows, true);
      case RangePlan.Subquery subquery -> matrix(rows, false);
    };
  }

  private MatrixSeries series(SqlDatabase.Row row, boolean rawSamples) {
    Points points =
        rawSamples
            ? new Points.OfSamples(arena.samples().get(row.grid()))
            : new Points.OfGrid(arena.grids().get(row.grid()));
    return new MatrixSeries(arena.labels().get(row.labels()), points);
  }

  private VectorSample sample(SqlDatabase.Row row, long timeMillis) {
    Grid grid = arena.grids().get(row.grid());
    return new VectorSample(
        arena.labels().get(row.labels()), timeMillis, grid.value(0), grid.histogram(0));
  }
}
