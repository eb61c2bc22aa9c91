package dev.firebucket.query.engine;

import dev.firebucket.query.arena.LentRows;
import dev.firebucket.query.arena.QueryArena;
import dev.firebucket.query.arena.QueryLimits;
import dev.firebucket.query.cache.SampleCache;
import dev.firebucket.query.grid.Samples;
import dev.firebucket.query.lower.Source;
import dev.firebucket.query.shard.IdRange;
import dev.firebucket.query.shard.ShardSnapshot;
import dev.firebucket.query.sql.ScanPrinter;
import dev.firebucket.storage.read.FileOutline;
import dev.firebucket.storage.read.ObjectGoneException;
import dev.firebucket.storage.read.OpenFiles;
import dev.firebucket.storage.read.Snapshot;
import dev.firebucket.storage.read.SnapshotSource;
import dev.firebucket.storage.read.StoredSeries;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// What a query reads: finds the series, then scans their samples and runs the kernels.
final class ScanRun implements AutoCloseable {
  /// A sample's time and value.
  private static final int BYTES_OF_A_SAMPLE = 16;

  /// How often compaction may delete files that a query is about to read.
  private static final int LOOKS = 3;

  private final @Nullable Snapshot snapshot;
  private final List<FoundScan> scans = new ArrayList<>();
  private final QueryLimits limits;
  private final CostLog costs;

  /// A scan and what is known of it before it runs.
  ///
  /// @param files that hold any of the series in its time
  private record FoundScan(ScanGroup group, List<StoredSeries> series, List<FileOutline> files) {}

  private ScanRun(@Nullable Snapshot snapshot, QueryLimits limits, CostLog costs) {
    this.snapshot = snapshot;
    this.limits = limits;
    this.costs = costs;
  }

  /// Finds the series of all scans; the snapshot that they are of is held until closed.
  ///
  /// @throws dev.firebucket.query.error.PromqlException when reading them passes a limit
  static ScanRun find(
      List<Source.Scan> scans,
      SnapshotSource source,
      ReadGuard guard,
      QueryLimits limits,
      CostLog costs)
      throws IOException {
    return find(scans, number -> true, source, guard, limits, costs);
  }

  /// The same of some of the scans.
  ///
  /// @param wanted their numbers
  static ScanRun find(
      List<Source.Scan> scans,
      IntPredicate wanted,
      SnapshotSource source,
      ReadGuard guard,
      QueryLimits limits,
      CostLog costs)
      throws IOException {
    List<ScanGroup> groups = ScanGroup.of(scans, wanted);
    if (groups.isEmpty()) {
      return new ScanRun(null, limits, costs);
    }
    long from = groups.stream().mapToLong(ScanGroup::fromMillis).min().orElseThrow();
    long to = groups.stream().mapToLong(ScanGroup::toMillis).max().orElseThrow();
    Snapshot snapshot = ReadWatch.over(limits, () -> source.open(from + 1, to));
    ScanRun run = new ScanRun(snapshot, limits, costs);
    try {
      for (ScanGroup group : groups) {
        run.scans.add(
            costs.step(
                "series",
                () -> ReadWatch.over(limits, () -> admitted(group, snapshot, guard)),
                found -> "%d of %s".formatted(found.series().size(), group.matchers())));
      }
    } catch (IOException | RuntimeException e) {
      snapshot.close();
      throw e;
    }
    return run;
  }

  /// A scan, when reading it passes no limit.
  private static FoundScan admitted(ScanGroup group, Snapshot snapshot, ReadGuard guard)
      throws IOException {
    List<StoredSeries> series = snapshot.series(group.matchers());
    List<FileOutline> files = snapshot.outlines(group.fromMillis() + 1, group.toMillis(), series);
    guard.admit(group, series, files);
    return new FoundScan(group, series, files);
  }

  /// Whether any of the series says of its metric the type or the unit.
  boolean hasTypesOrUnits() {
    return scans.stream()
        .flatMap(scan -> scan.series().stream())
        .anyMatch(one -> one.labels().hasTypeOrUnit());
  }

  /// How many series all scans have; one that two of them want counts twice.
  int seriesCount() {
    return scans.stream().mapToInt(scan -> scan.series().size()).sum();
  }

  /// The longest time that a scan reads, in milliseconds.
  double longestMillis() {
    return scans.stream()
        .mapToDouble(scan -> (double) scan.group().toMillis() - scan.group().fromMillis())
        .max()
        .orElse(0);
  }

  /// About how many bytes a query holds that reads all series at once: their samples, and a value
  /// at each step of each scan.
  double bytesAtOnce(List<Source.Scan> sources) {
    double samples =
        scans.stream()
            .mapToDouble(scan -> scan.group().samplesOf(scan.series().size(), scan.files()))
            .sum();
    return samples * BYTES_OF_A_SAMPLE + values(sources) * Double.BYTES;
  }

  /// How many values there are at most of all series at all steps of all scans.
  double values(List<Source.Scan> sources) {
    double values = 0;
    for (FoundScan scan : scans) {
      for (int number : scan.group().members()) {
        values += (double) scan.series().size() * sources.get(number).steps().count();
      }
    }
    return values;
  }

  /// Refuses what would be too much to hold at once.
  ///
  /// @throws dev.firebucket.query.error.PromqlException of type `EXECUTION`
  void checkRoom(ReadGuard guard) {
    scans.forEach(scan -> guard.checkRoom(scan.group(), scan.series(), scan.files()));
  }

  /// What this run reads, for a range of its series: while the run is open.
  SnapshotSource shard(IdRange ids) {
    Snapshot all = Objects.requireNonNull(snapshot, "a query that reads nothing");
    return (from, to) -> new ShardSnapshot(all, ids);
  }

  /// The SQL of each scan that finds anything, over the files that hold it now.
  List<String> sql() {
    return scans.stream()
        .filter(scan -> !scan.files().isEmpty())
        .map(
            scan ->
                ScanPrinter.print(
                    scan.files().stream().map(FileOutline::address).toList(),
                    scan.group().matchers(),
                    scan.group().fromMillis(),
                    scan.group().toMillis()))
        .toList();
  }

  /// What reading takes, where nothing is cached.
  ReadCost cost() {
    List<FileOutline> files = scans.stream().flatMap(scan -> scan.files().stream()).toList();
    return new ReadCost(
        files.stream().map(FileOutline::key).distinct().count(),
        files.stream().mapToLong(file -> file.reading().bytes()).sum(),
        files.stream().mapToLong(file -> file.reading().requests()).sum());
  }

  /// Fills all sources of a query, and lends them to it.
  ///
  /// @param sources the scans first, in their order
  void fill(List<Source> sources, QueryArena arena, KernelPool pool, SampleCache cache)
      throws IOException {
    fill(sources, Map.of(), arena, pool, cache);
  }

  /// The same where the rows of some sources are known.
  ///
  /// @param known by number
  void fill(
      List<Source> sources,
      Map<Integer, LentRows> known,
      QueryArena arena,
      KernelPool pool,
      SampleCache cache)
      throws IOException {
    @Nullable LentRows[] filled = new @Nullable LentRows[sources.size()];
    known.forEach((number, rows) -> filled[number] = rows);
    SourceFill fill = new SourceFill(arena, pool);
    for (FoundScan scan : scans) {
      if (known.keySet().containsAll(scan.group().members())) {
        continue;
      }
      List<StoredSeries> found = scan.series();
      Samples[] samples = samples(scan, pool, cache);
      for (int number : scan.group().members()) {
        if (known.containsKey(number)) {
          continue;
        }
        filled[number] =
            costs.step(
                "kernel",
                () -> fill.scanned((Source.Scan) sources.get(number), found, samples),
                rows -> "%d grids of %s".formatted(rows.rows(), sources.get(number).described()));
      }
    }
    List<LentRows> lent = new ArrayList<>();
    for (int number = 0; number < filled.length; number++) {
      LentRows rows = filled[number];
      lent.add(rows == null ? fill.made(sources.get(number)) : rows);
    }
    arena.lend(lent);
  }

  private Samples[] samples(FoundScan scan, KernelPool pool, SampleCache cache) throws IOException {
    Snapshot read = snapshot;
    if (read == null || scan.files().isEmpty()) {
      return samples(scan, scan.files(), (none, rows) -> OpenFiles.NONE, pool, cache);
    }
    List<FileOutline> files = scan.files();
    String gone = "";
    for (int look = 1; ; look++) {
      try {
        return samples(
            scan,
            files,
            (some, rows) -> ReadWatch.over(limits, () -> read.open(some, rows)),
            pool,
            cache);
      } catch (ObjectGoneException e) {
        if (look == LOOKS) {
          throw e.key().equals(gone) ? e.asDamage() : e;
        }
        gone = e.key();
        ScanGroup group = scan.group();
        files =
            ReadWatch.over(
                limits,
                () -> read.outlines(group.fromMillis() + 1, group.toMillis(), scan.series()));
      }
    }
  }

  private Samples[] samples(
      FoundScan scan,
      List<FileOutline> files,
      FileOpener opener,
      KernelPool pool,
      SampleCache cache)
      throws IOException {
    return costs.step(
        "samples",
        () ->
            new SampleFetch(cache, pool, limits, opener).fetch(scan.group(), scan.series(), files),
        fetched -> fetched(fetched, files.size()));
  }

  private static String fetched(Samples[] samples, int files) {
    long count = 0;
    for (Samples one : samples) {
      count += one.size();
    }
    return "%d of %d series in %d files".formatted(count, samples.length, files);
  }

  @Override
  public void close() {
    if (snapshot != null) {
      snapshot.close();
    }
  }
}
