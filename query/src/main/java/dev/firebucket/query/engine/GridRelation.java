package dev.firebucket.query.engine;

import dev.firebucket.query.arena.LentRows;
import dev.firebucket.query.arena.QueryArena;
import dev.firebucket.query.duckdb.HistogramSize;
import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.grid.Samples;
import dev.firebucket.query.time.Steps;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.read.StoredSeries;
import java.util.List;

/// Samples of many series to a relation of grids: series spread over the cores, handles given in
/// order of labels.
final class GridRelation {
  private GridRelation() {}

  /// Makes the grid of a series.
  @FunctionalInterface
  interface SeriesKernel {
    Grid apply(Samples samples, LabelSet labels);
  }

  static LentRows fill(
      List<StoredSeries> series,
      Samples[] samples,
      Steps steps,
      SeriesKernel kernel,
      QueryArena arena,
      KernelPool pool) {
    Grid[] grids = new Grid[samples.length];
    pool.forEach(
        samples.length,
        (long) samples.length * steps.count(),
        i -> {
          arena.limits().check();
          grids[i] = kernel.apply(samples[i], series.get(i).labels());
          arena.limits().hold(weight(grids[i]));
        });
    long[] labels = new long[grids.length];
    long[] handles = new long[grids.length];
    int rows = 0;
    for (int i = 0; i < grids.length; i++) {
      if (!grids[i].isEmpty()) {
        labels[rows] = arena.labels().handle(series.get(i).labels(), series.get(i).arrival());
        handles[rows++] = arena.grids().keep(grids[i]);
      }
    }
    return new LentRows(labels, handles).first(rows);
  }

  /// How many samples a grid counts as.
  static long weight(Grid grid) {
    long weight = grid.presentCount();
    for (int step = 0; grid.hasHistograms() && step < grid.size(); step++) {
      FloatHistogram histogram = grid.isPresent(step) ? grid.histogram(step) : null;
      weight += histogram == null ? 0 : HistogramSize.samples(histogram) - 1;
    }
    return weight;
  }
}
