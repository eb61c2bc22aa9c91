package dev.firebucket.query.engine;

import dev.firebucket.query.arena.LentRows;
import dev.firebucket.query.arena.QueryArena;
import dev.firebucket.query.functions.RangeFunction;
import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.grid.Samples;
import dev.firebucket.query.histogram.Remarks;
import dev.firebucket.query.lower.Source;
import dev.firebucket.query.operation.CounterNames;
import dev.firebucket.query.operation.QuantileWarnings;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.read.StoredSeries;
import java.util.List;

/// Runs a range function over scanned samples, and says what Prometheus would say about its input.
///
/// @param scan the function and its window
record RangeFill(Source.RangeScan scan, QueryArena arena) {
  LentRows fill(List<StoredSeries> series, Samples[] samples, KernelPool pool) {
    List<Grid> parameters =
        scan.parameters().stream()
            .map(value -> Grid.constant(scan.kernel().steps(), value))
            .toList();
    LentRows relation =
        GridRelation.fill(
            series,
            samples,
            scan.kernel().steps(),
            (one, labels) -> grid(one, labels, parameters),
            arena,
            pool);
    if (relation.rows() > 0 && scan.kernel().function() == RangeFunction.QUANTILE_OVER_TIME) {
      Grid quantiles = parameters.getFirst();
      QuantileWarnings.add(quantiles, quantiles, scan.range(), arena);
    }
    annotate(relation);
    return relation;
  }

  private Grid grid(Samples samples, LabelSet labels, List<Grid> parameters) {
    Remarks remarks = new Remarks();
    Grid grid = scan.kernel().apply(samples, parameters, remarks);
    if (!remarks.isEmpty()) {
      arena.annotations().remarks(remarks, labels.metricName(), scan.range());
    }
    return grid;
  }

  private void annotate(LentRows relation) {
    if (!CounterNames.wantedBy(scan.kernel().function())) {
      return;
    }
    for (int row = 0; row < relation.rows(); row++) {
      if (arena.grids().get(relation.values()[row]).hasNumbers()) {
        CounterNames.check(arena.labels().get(relation.labels()[row]), scan.range(), arena);
      }
    }
  }
}
