package dev.firebucket.query.engine;

import dev.firebucket.query.arena.LentRows;
import dev.firebucket.query.arena.QueryArena;
import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.grid.Samples;
import dev.firebucket.query.histogram.Remarks;
import dev.firebucket.query.kernel.range.ExtendedSamples;
import dev.firebucket.query.lower.Source;
import dev.firebucket.query.time.Steps;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.read.StoredSeries;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// The rows of a source: its kernel over the samples of each series, or numbers.
record SourceFill(QueryArena arena, KernelPool pool) {

  /// What was scanned.
  ///
  /// @param samples of each series
  LentRows scanned(Source.Scan source, List<StoredSeries> series, Samples[] samples) {
    Samples[] wanted =
        source.selector().withoutBuckets()
            ? Arrays.stream(samples).map(Samples::withoutBuckets).toArray(Samples[]::new)
            : samples;
    return switch (source) {
      case Source.SamplesScan scan -> rawSamples(scan, series, wanted);
      case Source.RangeScan scan -> new RangeFill(scan, arena).fill(series, wanted, pool);
      case Source.InstantScan scan ->
          GridRelation.fill(
              series,
              wanted,
              scan.kernel().steps(),
              (one, labels) -> scan.kernel().apply(one),
              arena,
              pool);
      case Source.SmoothedScan scan ->
          GridRelation.fill(
              series,
              wanted,
              scan.kernel().steps(),
              (one, labels) -> smoothed(scan, one, labels),
              arena,
              pool);
    };
  }

  /// What is not stored.
  LentRows made(Source source) {
    return switch (source) {
      case Source.Constant constant ->
          oneRow(
              constant.labels(), constant.steps(), steps -> Grid.constant(steps, constant.value()));
      case Source.Times times -> oneRow(LabelSet.EMPTY, times.steps(), Grid::times);
      case Source.Scan _, Source.Begun _ ->
          throw new IllegalStateException("not filled: " + source.described());
    };
  }

  private LentRows oneRow(LabelSet labels, Steps steps, Function<Steps, Grid> grid) {
    arena.limits().checkRoomFor(steps.count());
    return new LentRows(
        new long[] {arena.labels().handle(labels, Integer.MAX_VALUE)},
        new long[] {arena.grids().keep(grid.apply(steps))});
  }

  private Grid smoothed(Source.SmoothedScan scan, Samples samples, LabelSet labels) {
    Remarks remarks = new Remarks();
    Grid grid = scan.kernel().apply(samples, remarks);
    if (!remarks.isEmpty()) {
      arena.annotations().remarks(remarks, labels.metricName(), scan.range());
    }
    return grid;
  }

  private LentRows rawSamples(
      Source.SamplesScan scan, List<StoredSeries> series, Samples[] samples) {
    long[] labels = new long[samples.length];
    long[] handles = new long[samples.length];
    int rows = 0;
    for (int i = 0; i < samples.length; i++) {
      Samples window = windowOf(scan, samples[i]);
      if (window.size() > 0) {
        labels[rows] = arena.labels().handle(series.get(i).labels(), series.get(i).arrival());
        handles[rows++] = arena.samples().keep(window);
      }
    }
    return new LentRows(labels, handles).first(rows);
  }

  private static Samples windowOf(Source.SamplesScan scan, Samples samples) {
    Samples window = samples.between(scan.fromMillis(), scan.toMillis()).withoutStaleMarkers();
    long start = scan.fromMillis() + scan.reach().beforeMillis();
    long end = scan.toMillis() - scan.reach().afterMillis();
    return scan.reach().isExtended()
        ? ExtendedSamples.of(window, scan.reach(), start, end)
        : window;
  }
}
