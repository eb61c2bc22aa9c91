package dev.firebucket.query.engine;

import dev.firebucket.query.arena.QueryArena;
import dev.firebucket.query.arena.Relation;
import dev.firebucket.query.kernel.Grid;
import dev.firebucket.query.kernel.Samples;
import dev.firebucket.query.kernel.Steps;
import dev.firebucket.storage.read.StoredSeries;
import java.util.List;
import java.util.function.Function;

/// Samples of many series to a relation of grids: series spread over the cores, handles given in
/// order of labels.
final class GridRelation {
  private GridRelation() {}

  static Relation fill(
      List<StoredSeries> series,
      Samples[] samples,
      Steps steps,
      Function<Samples, Grid> kernel,
      QueryArena arena,
      KernelPool pool) {
    Grid[] grids = new Grid[samples.length];
    pool.forEach(
        samples.length,
        (long) samples.length * steps.count(),
        i -> {
          arena.limits().check();
          grids[i] = kernel.apply(samples[i]);
          arena.limits().hold(grids[i].presentCount());
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
    return new Relation(labels, handles).first(rows);
  }
}
