package dev.firebucket.query.engine;

import dev.firebucket.query.arena.QueryArena;
import dev.firebucket.query.arena.Relation;
import dev.firebucket.query.cache.SampleCache;
import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.grid.Samples;
import dev.firebucket.query.histogram.Remarks;
import dev.firebucket.query.kernel.range.ExtendedSamples;
import dev.firebucket.query.lower.Source;
import dev.firebucket.query.time.Steps;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.read.SampleFile;
import dev.firebucket.storage.read.Snapshot;
import dev.firebucket.storage.read.StorageReader;
import dev.firebucket.storage.read.StoredSeries;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Fills what a query's SQL reads: finds series, scans their samples, runs the kernels.
final class ScanRun {
  private final QueryArena arena;
  private final KernelPool pool;
  private final SampleCache cache;
  private final List<Source> sources;
  private final ReadGuard guard;
  private final @Nullable Relation[] relations;
  private final CostLog costs;

  ScanRun(
      QueryArena arena,
      KernelPool pool,
      SampleCache cache,
      List<Source> sources,
      long maxBytes,
      CostLog costs) {
    this.costs = costs;
    this.guard = new ReadGuard(arena.limits(), maxBytes);
    this.arena = arena;
    this.pool = pool;
    this.cache = cache;
    this.sources = sources;
    this.relations = new @Nullable Relation[sources.size()];
  }

  /// Fills all relations of the arena.
  void run(StorageReader reader) throws IOException {
    List<ScanGroup> groups = ScanGroup.of(sources);
    if (!groups.isEmpty()) {
      long from = groups.stream().mapToLong(ScanGroup::fromMillis).min().orElseThrow();
      long to = groups.stream().mapToLong(ScanGroup::toMillis).max().orElseThrow();
      try (Snapshot snapshot = reader.open(from + 1, to)) {
        List<List<StoredSeries>> series = new ArrayList<>();
        for (ScanGroup group : groups) {
          series.add(
              costs.step(
                  "series",
                  () -> admitted(group, snapshot),
                  found -> "%d of %s".formatted(found.size(), group.matchers())));
        }
        for (int i = 0; i < series.size(); i++) {
          scan(groups.get(i), series.get(i), snapshot);
        }
      }
    }
    List<Relation> filled = new ArrayList<>();
    for (int number = 0; number < relations.length; number++) {
      Relation relation = relations[number];
      filled.add(relation == null ? madeOf(sources.get(number)) : relation);
    }
    arena.relations(filled);
  }

  private Relation madeOf(Source source) {
    return switch (source) {
      case Source.Constant constant ->
          oneRow(
              constant.labels(), constant.steps(), steps -> Grid.constant(steps, constant.value()));
      case Source.Times times -> oneRow(LabelSet.EMPTY, times.steps(), Grid::times);
      case Source.Scan scan -> throw new IllegalStateException("a scan that was not run");
    };
  }

  private Relation oneRow(LabelSet labels, Steps steps, Function<Steps, Grid> grid) {
    arena.limits().checkRoomFor(steps.count());
    return new Relation(
        new long[] {arena.labels().handle(labels, Integer.MAX_VALUE)},
        new long[] {arena.grids().keep(grid.apply(steps))});
  }

  /// The series of a scan, when reading them passes no limit.
  private List<StoredSeries> admitted(ScanGroup group, Snapshot snapshot) throws IOException {
    List<StoredSeries> series = snapshot.series(group.matchers());
    if (!series.isEmpty()) {
      guard.admit(group, series, snapshot.outlines(group.fromMillis() + 1, group.toMillis()));
    }
    return series;
  }

  private void scan(ScanGroup group, List<StoredSeries> series, Snapshot snapshot)
      throws IOException {
    List<SampleFile> files =
        series.isEmpty() ? List.of() : snapshot.files(group.fromMillis() + 1, group.toMillis());
    Samples[] samples =
        costs.step(
            "samples",
            () -> new SampleFetch(cache, pool, arena.limits()).fetch(group, series, files),
            fetched -> fetched(fetched, files.size()));
    for (int number : group.members()) {
      Source source = sources.get(number);
      relations[number] =
          costs.step(
              "kernel",
              () -> filled(source, series, wanted(source, samples)),
              relation -> "%d grids of %s".formatted(relation.rows(), source.described()));
    }
  }

  private static String fetched(Samples[] samples, int files) {
    long count = 0;
    for (Samples one : samples) {
      count += one.size();
    }
    return "%d of %d series in %d files".formatted(count, samples.length, files);
  }

  private Relation filled(Source source, List<StoredSeries> series, Samples[] wanted) {
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
      case Source.Constant constant -> madeOf(constant);
      case Source.Times times -> madeOf(times);
    };
  }

  private Grid smoothed(Source.SmoothedScan scan, Samples samples, LabelSet labels) {
    Remarks remarks = new Remarks();
    Grid grid = scan.kernel().apply(samples, remarks);
    if (!remarks.isEmpty()) {
      arena.annotations().remarks(remarks, labels.metricName(), scan.range());
    }
    return grid;
  }

  private static Samples[] wanted(Source source, Samples[] samples) {
    return source instanceof Source.Scan scan && scan.selector().withoutBuckets()
        ? Arrays.stream(samples).map(Samples::withoutBuckets).toArray(Samples[]::new)
        : samples;
  }

  private Relation rawSamples(
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
    return new Relation(labels, handles).first(rows);
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
