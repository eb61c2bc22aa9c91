package dev.firebucket.query.engine;

import dev.firebucket.query.arena.QueryArena;
import dev.firebucket.query.arena.Relation;
import dev.firebucket.query.duckdb.QuantileWarnings;
import dev.firebucket.query.format.GoQuote;
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
  private static final List<String> COUNTER_SUFFIXES =
      List.of("_total", "_sum", "_count", "_bucket");

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
      QuantileWarnings.add(parameter, scan.range(), arena);
    }
    annotate(relation);
    return relation;
  }

  private void annotate(Relation relation) {
    RangeFunction function = scan.kernel().function();
    if (function == RangeFunction.RATE || function == RangeFunction.INCREASE) {
      for (long labels : relation.labels()) {
        informOfCounterName(arena.labels().get(labels).metricName());
      }
    }
  }

  private void informOfCounterName(String metric) {
    if (!metric.isEmpty() && COUNTER_SUFFIXES.stream().noneMatch(metric::endsWith)) {
      arena
          .annotations()
          .inform(
              "metric might not be a counter, name does not end in _total/_sum/_count/_bucket: "
                  + GoQuote.string(metric),
              scan.range());
    }
  }
}
