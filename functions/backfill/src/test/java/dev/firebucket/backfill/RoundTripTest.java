package dev.firebucket.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.backfill.exporting.BlockTarget;
import dev.firebucket.backfill.exporting.ExportRange;
import dev.firebucket.backfill.exporting.ExportReport;
import dev.firebucket.backfill.exporting.Exporter;
import dev.firebucket.backfill.exporting.OpenMetricsTarget;
import dev.firebucket.backfill.importing.ImportOptions;
import dev.firebucket.backfill.importing.ImportReport;
import dev.firebucket.backfill.importing.ImportSource;
import dev.firebucket.backfill.importing.Importer;
import dev.firebucket.backfill.importing.UnknownSourceException;
import dev.firebucket.backfill.testing.RandomSamples;
import dev.firebucket.backfill.testing.RandomSamples.Point;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.ObjectStores;
import dev.firebucket.storage.compaction.CompactionPolicy;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.model.StaleMarker;
import dev.firebucket.storage.object.StoreOptions;
import dev.firebucket.storage.read.Snapshot;
import dev.firebucket.storage.sql.OrderedSamples;
import dev.firebucket.storage.sql.TimeRange;
import dev.firebucket.storage.testing.FaultStore;
import dev.firebucket.storage.testing.StoredSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundTripTest {
  private static final long NOON = Instant.parse("2026-11-01T12:00:00Z").toEpochMilli();
  private static final long MEMORY = 64L << 20;
  private static final ExportRange ALL = new ExportRange(List.of(), Long.MIN_VALUE, Long.MAX_VALUE);

  @TempDir private Path folder;

  private Bucket bucket(String name) throws IOException {
    return Bucket.open(folder.resolve(name).toString(), BucketOptions.defaults());
  }

  /// Three days of floats, stale markers and histograms, half of it compacted.
  private Map<LabelSet, List<Point>> fill(Bucket bucket) throws IOException {
    RandomSamples random = new RandomSamples(7);
    Map<LabelSet, List<Point>> series = new TreeMap<>();
    SampleBatch batch = new SampleBatch();
    for (int i = 0; i < 40; i++) {
      LabelSet labels = LabelSet.of("__name__", "m" + i % 5, "Job", "a\"b\\c\n" + i, "größe", "ü");
      List<Point> points = i % 8 == 0 ? random.histograms(100) : random.floats(400);
      List<Point> moved = new ArrayList<>();
      for (int p = 0; p < points.size(); p++) {
        long millis = NOON + p * 700_001L + i;
        FloatHistogram histogram = points.get(p).histogram();
        if (histogram == null) {
          double value = canonical(points.get(p).value());
          moved.add(Point.of(millis, value));
          batch.append(labels, millis, value);
        } else {
          moved.add(Point.of(millis, histogram));
          batch.append(labels, millis, histogram);
        }
      }
      series.put(labels, moved);
      if (i == 20) {
        bucket.writer().write(batch);
        batch = new SampleBatch();
        bucket.compactor(CompactionPolicy.EAGER).compact(Instant.now());
      }
    }
    bucket.writer().write(batch);
    return series;
  }

  /// A bucket tells stale markers from other NaNs, and no more.
  private static double canonical(double value) {
    return Double.isNaN(value) && !StaleMarker.is(value) ? Double.NaN : value;
  }

  private static Map<LabelSet, List<Point>> samples(Bucket bucket) throws IOException {
    Map<LabelSet, List<Point>> series = new TreeMap<>();
    try (Snapshot snapshot = bucket.reader().open(Long.MIN_VALUE, Long.MAX_VALUE)) {
      OrderedSamples.read(
          snapshot,
          TimeRange.ALL,
          snapshot.series(List.of()),
          MEMORY,
          new OrderedSamples.Sink() {
            private List<Point> points = new ArrayList<>();

            @Override
            public void series(LabelSet labels) {
              points = new ArrayList<>();
              series.put(labels, points);
            }

            @Override
            public void value(long millis, double value) {
              points.add(Point.of(millis, canonical(value)));
            }

            @Override
            public void histogram(long millis, FloatHistogram histogram) {
              points.add(Point.of(millis, histogram));
            }
          });
    }
    return series;
  }

  /// Says the first difference only: there are thousands of samples.
  private static void requireSame(
      Map<LabelSet, List<Point>> found, Map<LabelSet, List<Point>> wanted) {
    assertThat(found.keySet()).isEqualTo(wanted.keySet());
    wanted.forEach(
        (labels, points) -> {
          List<Point> there = found.getOrDefault(labels, List.of());
          assertThat(there).as("samples of %s", labels).hasSameSizeAs(points);
          for (int i = 0; i < points.size(); i++) {
            assertThat(there.get(i)).as("sample of %s", labels).isEqualTo(points.get(i));
          }
        });
  }

  private static ImportReport load(Bucket bucket, ImportOptions options, Path... paths)
      throws IOException {
    List<ImportSource> sources = new ArrayList<>();
    for (Path path : paths) {
      sources.add(ImportSource.open(path));
    }
    try {
      return new Importer(bucket, options, InstantSource.system())
          .run(sources, (done, all, samples) -> {});
    } finally {
      sources.forEach(ImportSource::close);
    }
  }

  @Test
  void blocksGiveBackEverything() throws IOException {
    Path blocks = Files.createDirectory(folder.resolve("blocks"));
    try (Bucket from = bucket("from");
        Bucket to = bucket("to")) {
      Map<LabelSet, List<Point>> series = fill(from);
      requireSame(samples(from), series);

      ExportReport exported = export(from, blocks);
      ImportReport imported = load(to, ImportOptions.DEFAULT, blocks);

      long count = series.values().stream().mapToLong(List::size).sum();
      assertThat(exported.samples()).isEqualTo(count);
      assertThat(exported.blocks()).hasSize(4);
      assertThat(imported.samples()).isEqualTo(count);
      assertThat(imported.series()).isEqualTo(40);
      assertThat(imported.histograms()).isEqualTo(500);
      requireSame(samples(to), series);
    }
  }

  @Test
  void textGivesBackAllFloatsThatAreNotStale() throws IOException {
    Path text = folder.resolve("all.om");
    try (Bucket from = bucket("from");
        Bucket to = bucket("to")) {
      Map<LabelSet, List<Point>> series = fill(from);
      try (OpenMetricsTarget target = new OpenMetricsTarget(Files.newBufferedWriter(text))) {
        ExportReport exported = new Exporter(from, MEMORY).run(ALL, target, (done, all) -> {});
        assertThat(exported.histograms()).isEqualTo(500);
        assertThat(exported.staleMarkers()).isPositive();
      }

      load(to, ImportOptions.DEFAULT, text);

      Map<LabelSet, List<Point>> floats = new TreeMap<>();
      series.forEach(
          (labels, points) -> {
            List<Point> kept =
                points.stream()
                    .filter(p -> p.histogram() == null && !StaleMarker.is(p.value()))
                    .toList();
            if (!kept.isEmpty()) {
              floats.put(labels, kept);
            }
          });
      requireSame(samples(to), floats);
    }
  }

  @Test
  void aSelectorAndARangeAreExportedAlone() throws IOException {
    Path blocks = Files.createDirectory(folder.resolve("blocks"));
    long from = NOON + 3_600_000;
    long to = NOON + 2 * 86_400_000L;
    try (Bucket all = bucket("all");
        Bucket some = bucket("some")) {
      Map<LabelSet, List<Point>> series = fill(all);
      ExportRange range =
          new ExportRange(List.of(List.of(LabelMatcher.equal("__name__", "m3"))), from, to);
      try (BlockTarget target = new BlockTarget(blocks, InstantSource.system(), new Random(1))) {
        new Exporter(all, MEMORY).run(range, target, (done, days) -> {});
      }

      load(some, ImportOptions.DEFAULT, blocks);

      series.keySet().removeIf(labels -> !labels.metricName().equals("m3"));
      series.replaceAll(
          (labels, points) ->
              points.stream().filter(p -> p.millis() >= from && p.millis() <= to).toList());
      series.values().removeIf(List::isEmpty);
      requireSame(samples(some), series);
    }
  }

  @Test
  void anObjectOfABucketIsImported() throws Exception {
    try (Bucket from = bucket("from");
        Bucket to = bucket("to")) {
      Map<LabelSet, List<Point>> series = fill(from);
      List<Path> objects = new ArrayList<>();
      try (Snapshot snapshot = from.reader().open(Long.MIN_VALUE, Long.MAX_VALUE)) {
        snapshot.copies().forEach(copy -> objects.add(copy.samples()));
      }

      load(to, ImportOptions.DEFAULT, objects.toArray(Path[]::new));

      requireSame(samples(to), series);
    }
  }

  @Test
  void whatIsDoneIsNotDoneAgainUnlessAsked() throws Exception {
    Path blocks = Files.createDirectory(folder.resolve("blocks"));
    try (Bucket from = bucket("from");
        Bucket to = bucket("to")) {
      fill(from);
      export(from, blocks);
      ImportReport first = load(to, ImportOptions.DEFAULT, blocks);

      ImportReport second = load(to, ImportOptions.DEFAULT, blocks);
      ImportReport third = load(to, ImportOptions.DEFAULT.withAgain(true), blocks);

      assertThat(second.samples()).isZero();
      assertThat(second.skipped()).isEqualTo(first.parts());
      assertThat(third.samples()).isEqualTo(first.samples());
      requireSame(samples(to), samples(from));
    }
  }

  @Test
  void aDryRunWritesNothing() throws Exception {
    Path blocks = Files.createDirectory(folder.resolve("blocks"));
    try (Bucket from = bucket("from");
        Bucket to = bucket("to")) {
      fill(from);
      export(from, blocks);

      ImportReport report = load(to, ImportOptions.DEFAULT.withDryRun(true), blocks);

      assertThat(report.samples()).isEqualTo(35 * 400 + 5 * 100);
      assertThat(report.firstMillis()).isEqualTo(NOON);
      assertThat(to.store().list("")).isEmpty();
    }
  }

  /// The import dies at each of its requests in turn; the next one completes it.
  @Test
  void anImportThatDiedIsCompletedByTheNext() throws Exception {
    Path blocks = Files.createDirectory(folder.resolve("blocks"));
    ImportOptions small = new ImportOptions(false, false, 2_000, 3);
    try (Bucket from = bucket("from")) {
      fill(from);
      export(from, blocks);
      Map<LabelSet, List<Point>> series = samples(from);
      for (int requests = 1; requests < 60; requests += 6) {
        Path path = folder.resolve("died-" + requests);
        try (Bucket dying =
            Bucket.on(
                new FaultStore(
                    ObjectStores.open(path.toString(), StoreOptions.DEFAULT),
                    requests,
                    requests % 4 == 1),
                BucketOptions.defaults())) {
          assertThatThrownBy(() -> load(dying, small, blocks))
              .isInstanceOf(IOException.class)
              .hasMessageContaining("the client is dead");
        }
        try (Bucket next = Bucket.open(path.toString(), BucketOptions.defaults())) {
          load(next, small, blocks);
          requireSame(samples(next), series);
          next.compactor(CompactionPolicy.EAGER).compact(Instant.now());
          assertThat(StoredSamples.all(next.reader())).hasSize(35 * 400 + 5 * 100);
        }
      }
    }
  }

  @Test
  void whatCannotBeImportedIsNamed() throws IOException {
    Path text = Files.writeString(folder.resolve("half.om"), "a 1 1\nb 2");
    Path untimed = Files.writeString(folder.resolve("untimed.om"), "a{b=\"c\"} 1\n# EOF\n");
    Path other = Files.createDirectory(folder.resolve("other"));
    try (Bucket to = bucket("to")) {
      assertThatThrownBy(() -> load(to, ImportOptions.DEFAULT, text))
          .isInstanceOf(UnknownSourceException.class)
          .hasMessageContaining("half.om")
          .hasMessageContaining("# EOF");
      assertThatThrownBy(() -> load(to, ImportOptions.DEFAULT, untimed))
          .hasMessageContaining("expected a timestamp for the sample a{b=\"c\"}");
      assertThatThrownBy(() -> load(to, ImportOptions.DEFAULT, other))
          .isInstanceOf(UnknownSourceException.class)
          .hasMessageContaining("neither a block nor 'wal'");
      assertThatThrownBy(() -> load(to, ImportOptions.DEFAULT, folder.resolve("none")))
          .hasMessageContaining("does not exist");
      assertThat(to.store().list("")).isEmpty();
    }
  }

  @Test
  void textIsReadInPiecesOfWholeLines() throws IOException {
    Path text = folder.resolve("large.om");
    StringBuilder lines = new StringBuilder("# TYPE h histogram\n");
    int count = 180_000;
    for (int i = 0; i < count; i++) {
      lines.append(
          "h_bucket{le=\"1\",path=\"/some/long/path/of/a/request\"} %d %d\n".formatted(i, i));
    }
    Files.writeString(text, lines.append("# EOF\n"));
    try (Bucket to = bucket("to")) {
      ImportReport report = load(to, ImportOptions.DEFAULT, text);

      assertThat(report.parts()).isGreaterThan(1);
      Map<LabelSet, List<Point>> there = samples(to);
      assertThat(there.keySet())
          .containsExactly(
              LabelSet.of(
                  "__name__", "h_bucket", "le", "1.0", "path", "/some/long/path/of/a/request"));
      assertThat(there.values().iterator().next().size()).isEqualTo(count);
    }
  }

  private static ExportReport export(Bucket from, Path blocks) throws IOException {
    try (BlockTarget target = new BlockTarget(blocks, InstantSource.system(), new Random(1))) {
      return new Exporter(from, MEMORY).run(ALL, target, (done, all) -> {});
    }
  }
}
