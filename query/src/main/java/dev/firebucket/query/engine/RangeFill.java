package dev.firebucket.query.engine;

import dev.firebucket.query.arena.QueryArena;
import dev.firebucket.query.arena.Relation;
import dev.firebucket.query.duckdb.CounterNames;
import dev.firebucket.query.duckdb.QuantileWarnings;
import dev.firebucket.query.kernel.Grid;
import dev.firebucket.query.kernel.RangeFunction;
import dev.firebucket.query.kernel.Samples;
import dev.firebucket.query.lower.Source;
import dev.firebucket.storage.read.StoredSeries;
import java.util.List;

/// Runs a range function over scanned samples, and says what Prometheus would say about its input.
///
/// @param scan the function and its window
record RangeFill(Source.RangeScan scan, QueryArena arena) {
  Relation fill(List<StoredSeries> series, Samples[] samples, KernelPool pool) {
    Grid parameter =
        scan.parameter().isPresent()
            ? Grid.constant(scan.kernel().steps(), scan.parameter().getAsDouble())
            : null;
    Relation relation =
        GridRelation.fill(
            series,
            samples,
            scan.kernel().steps(),
            one -> scan.kernel().apply(one, parameter),
            arena,
            pool);
    if (parameter != null
        && relation.rows() > 0
        && scan.kernel().function() == RangeFunction.QUANTILE_OVER_TIME) {
      QuantileWarnings.add(parameter, parameter, scan.range(), arena);
    }
    annotate(relation);
    return relation;
  }

  private void annotate(Relation relation) {
    if (CounterNames.wantedBy(scan.kernel().function())) {
      for (long labels : relation.labels()) {
        CounterNames.check(arena.labels().get(labels).metricName(), scan.range(), arena);
      }
    }
  }
}
