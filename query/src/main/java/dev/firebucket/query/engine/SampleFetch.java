package dev.firebucket.query.engine;

import dev.firebucket.query.arena.QueryLimits;
import dev.firebucket.query.cache.SampleBlock;
import dev.firebucket.query.cache.SampleCache;
import dev.firebucket.query.duckdb.HistogramSize;
import dev.firebucket.query.duckdb.SampleCollector;
import dev.firebucket.query.duckdb.SampleScan;
import dev.firebucket.query.duckdb.ScanDatabase;
import dev.firebucket.query.grid.Samples;
import dev.firebucket.query.histogram.CounterReset;
import dev.firebucket.query.shard.IdRange;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.read.FileOutline;
import dev.firebucket.storage.read.OpenFiles;
import dev.firebucket.storage.read.StoredSeries;
import dev.firebucket.storage.read.WantedRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// The samples of a scan: out of the cache what it knows, out of the files what it does not.
///
/// Into the cache go all samples that a file has of a series, whatever time was asked for: a file's
/// rows are sorted by series, so DuckDB decodes them anyway. Only where that would be far more than
/// was asked for, or more than the cache should hold, the samples of the time alone are read, and
/// not kept.
final class SampleFetch {
  /// A sample's time and value.
  private static final long BYTES_OF_A_SAMPLE = 16;

  /// So many scans should find room in the cache.
  private static final int SCANS_IN_CACHE = 2;

  /// Reading so many times what was asked for is worth it for the next query …
  private static final double FAR_MORE = 8;

  /// … and so many samples more are always worth it.
  private static final double FEW_SAMPLES = 1e6;

  /// How far before what was asked for the sample before the first is looked for.
  private static final long LOOK_BACK_MILLIS = 300_000;

  private final SampleCache cache;
  private final KernelPool pool;
  private final QueryLimits limits;
  private final FileOpener opener;

  SampleFetch(SampleCache cache, KernelPool pool, QueryLimits limits, FileOpener opener) {
    this.cache = cache;
    this.pool = pool;
    this.limits = limits;
    this.opener = opener;
  }

  /// The samples of each series in the time of a group, in the order of the series.
  ///
  /// @param files in the order in which later ones win
  Samples[] fetch(ScanGroup group, List<StoredSeries> series, List<FileOutline> files)
      throws IOException {
    WantedSeries wanted = WantedSeries.of(series);
    double expected = group.samplesOf(series.size(), files);
    SampleBlock[][] blocks =
        isWorthKeeping(expected, series.size(), files)
            ? throughCache(group, wanted, files)
            : pastCache(group, wanted, files);
    return assembled(group, wanted, blocks, (long) expected);
  }

  private boolean isWorthKeeping(double askedFor, int seriesCount, List<FileOutline> files) {
    double all = 0;
    for (FileOutline file : files) {
      all += file.rows() * ScanGroup.share(seriesCount, file);
    }
    return all * BYTES_OF_A_SAMPLE <= (double) cache.maximumBytes() / SCANS_IN_CACHE
        && all <= askedFor * FAR_MORE + FEW_SAMPLES;
  }

  /// What the cache knows of a scan.
  ///
  /// @param blocks of each metric in each file
  /// @param incomplete the places of files of which anything is missing
  /// @param unknown of each metric the ids that are missing in any file
  private record Known(SampleBlock[][] blocks, List<Integer> incomplete, long[][] unknown) {}

  private Known known(ScanGroup group, WantedSeries wanted, List<FileOutline> files) {
    SampleBlock[][] blocks = new SampleBlock[files.size()][wanted.metrics().size()];
    List<Integer> incomplete = new ArrayList<>();
    long[][] unknown = new long[wanted.metrics().size()][0];
    for (int file = 0; file < blocks.length; file++) {
      boolean complete = true;
      for (int metric = 0; metric < unknown.length; metric++) {
        blocks[file][metric] = cache.get(key(group, wanted, files.get(file), metric));
        long[] missing = blocks[file][metric].missing(wanted.idsIn(files.get(file), metric));
        complete &= missing.length == 0;
        unknown[metric] = union(unknown[metric], missing);
      }
      if (!complete) {
        incomplete.add(file);
      }
    }
    return new Known(blocks, incomplete, unknown);
  }

  /// What is known of each metric in each file, after reading what was not.
  private SampleBlock[][] throughCache(
      ScanGroup group, WantedSeries wanted, List<FileOutline> files) throws IOException {
    Known known = known(group, wanted, files);
    boolean readWhole =
        !known.incomplete().isEmpty()
            && new WholeFiles(cache, limits, opener)
                .read(
                    () ->
                        known(group, wanted, files).incomplete().stream().map(files::get).toList(),
                    group.startTimestamps());
    return completed(readWhole ? known(group, wanted, files) : known, group, wanted, files);
  }

  private SampleBlock[][] completed(
      Known known, ScanGroup group, WantedSeries wanted, List<FileOutline> files)
      throws IOException {
    SampleBlock[][] blocks = known.blocks();
    List<Integer> incomplete = known.incomplete();
    long[][] unknown = known.unknown();
    if (!incomplete.isEmpty()) {
      List<FileOutline> toRead = incomplete.stream().map(files::get).toList();
      SampleCollector found =
          read(group, wanted, unknown, toRead, SampleScan.ANY_TIME, taken -> limits.check());
      for (int i = 0; i < toRead.size(); i++) {
        for (int metric = 0; metric < unknown.length; metric++) {
          if (unknown[metric].length > 0) {
            blocks[incomplete.get(i)][metric] =
                cache.add(
                    key(group, wanted, toRead.get(i), metric),
                    unknown[metric],
                    found.page(i, metric));
          }
        }
      }
    }
    return blocks;
  }

  private static SampleCache.Key key(
      ScanGroup group, WantedSeries wanted, FileOutline file, int metric) {
    return new SampleCache.Key(file.key(), wanted.metrics().get(metric), group.startTimestamps());
  }

  private static long[] union(long[] a, long[] b) {
    if (b.length == 0 || Arrays.equals(a, b)) {
      return a;
    }
    return a.length == 0
        ? b
        : LongStream.concat(Arrays.stream(a), Arrays.stream(b)).sorted().distinct().toArray();
  }

  private SampleBlock[][] pastCache(ScanGroup group, WantedSeries wanted, List<FileOutline> files)
      throws IOException {
    SampleBlock[][] blocks = new SampleBlock[files.size()][wanted.metrics().size()];
    long[][] ids = wanted.ids();
    AtomicLong read = new AtomicLong();
    SampleCollector found =
        read(
            group,
            wanted,
            ids,
            files,
            earlier(group),
            taken -> limits.checkRoomFor(read.addAndGet(taken)));
    for (int file = 0; file < blocks.length; file++) {
      for (int metric = 0; metric < ids.length; metric++) {
        blocks[file][metric] = SampleBlock.NONE.with(ids[metric], found.page(file, metric));
      }
    }
    return blocks;
  }

  /// @param idsOfMetric what to read of each metric
  private SampleCollector read(
      ScanGroup group,
      WantedSeries wanted,
      long[][] idsOfMetric,
      List<FileOutline> files,
      long afterMillis,
      LongConsumer taken)
      throws IOException {
    List<String> metrics =
        IntStream.range(0, idsOfMetric.length)
            .filter(metric -> idsOfMetric[metric].length > 0)
            .mapToObj(wanted.metrics()::get)
            .toList();
    List<Long> ids =
        Arrays.stream(idsOfMetric)
            .flatMapToLong(Arrays::stream)
            .limit(SampleScan.MOST_NAMED + 1)
            .boxed()
            .toList();
    if (ids.isEmpty()) {
      return new SampleCollector(idsOfMetric, new int[0], files.size());
    }
    WantedRows rows = wanted.rows(idsOfMetric);
    try (OpenFiles opened =
        opener.open(
            files,
            afterMillis == SampleScan.ANY_TIME
                ? rows
                : rows.between(afterMillis + 1, group.toMillis()))) {
      SampleCollector collector = new SampleCollector(idsOfMetric, opened.places(), files.size());
      SampleScan scan =
          new SampleScan(
              opened.paths(),
              opened.formats(),
              metrics.size() > SampleScan.MOST_NAMED ? List.of() : metrics,
              ids.size() > SampleScan.MOST_NAMED ? List.of() : ids,
              IdRange.around(idsOfMetric),
              afterMillis,
              group.toMillis(),
              group.startTimestamps());
      RefusedFiles.named(opened, () -> ScanDatabase.shared().read(scan, collector, limits, taken));
      return collector;
    }
  }

  private Samples[] assembled(
      ScanGroup group, WantedSeries wanted, SampleBlock[][] blocks, long expected) {
    Samples[] samples = new Samples[wanted.series().size()];
    pool.forEach(
        samples.length,
        expected,
        i -> {
          limits.check();
          long id = wanted.series().get(i).id();
          List<Samples> parts = new ArrayList<>(blocks.length);
          for (SampleBlock[] ofFile : blocks) {
            Samples part = ofFile[wanted.metricOf()[i]].samples(id);
            if (part != null) {
              parts.add(part.between(earlier(group), group.toMillis()));
            }
          }
          samples[i] = hinted(Samples.merged(parts)).between(group.fromMillis(), group.toMillis());
          limits.hold(weight(samples[i]));
        });
    return samples;
  }

  /// What is stored says nothing of resets, or says what its writer knew; what Prometheus knows of
  /// them comes from the sample before, also where that is older than what was asked for.
  private static Samples hinted(Samples samples) {
    return samples.hasHistograms()
        ? samples.remakingHistograms(CounterReset::withHintAsStored)
        : samples;
  }

  private static long earlier(ScanGroup group) {
    return Math.max(group.fromMillis(), Long.MIN_VALUE + LOOK_BACK_MILLIS) - LOOK_BACK_MILLIS;
  }

  /// How much samples count against the limit.
  private static long weight(Samples samples) {
    long weight = samples.size();
    if (samples.hasHistograms()) {
      for (int i = 0; i < samples.size(); i++) {
        FloatHistogram histogram = samples.histogram(i);
        weight += histogram == null ? 0 : HistogramSize.samples(histogram);
      }
    }
    return weight;
  }
}
