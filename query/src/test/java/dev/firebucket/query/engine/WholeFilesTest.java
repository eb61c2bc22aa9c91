package dev.firebucket.query.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.query.arena.QueryLimits;
import dev.firebucket.query.cache.SampleCache;
import dev.firebucket.query.cache.SamplePageBuilder;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.result.QueryResult;
import dev.firebucket.query.result.QueryResult.VectorResult;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.FloatHistogram.ResetHint;
import dev.firebucket.storage.model.FloatHistogram.Span;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.parquet.SamplesFormat;
import dev.firebucket.storage.read.FileOutline;
import dev.firebucket.storage.read.HeldSeries;
import dev.firebucket.storage.read.OpenFiles;
import dev.firebucket.storage.read.StoredSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who asks for many metrics of a fresh object gets it decoded once.
class WholeFilesTest {
  private static final long TIME = 1_700_000_000_000L;

  private static final FloatHistogram HISTOGRAM =
      new FloatHistogram(
          3,
          0.001,
          2,
          5,
          18.4,
          List.of(new Span(-2, 2)),
          new double[] {1, 2},
          List.of(),
          new double[0],
          new double[0],
          ResetHint.NOT_RESET);

  @TempDir private Path folder;
  private StoredFixture stored;

  @BeforeEach
  void store() throws IOException {
    stored = new StoredFixture(folder);
    for (String metric : List.of("a", "b", "c", "d")) {
      stored.series(LabelSet.of(LabelSet.NAME, metric, "job", "x"), TIME, 1000, 1);
      stored.series(LabelSet.of(LabelSet.NAME, metric, "job", "y"), TIME, 1000, 2);
    }
    stored.histogram(LabelSet.of(LabelSet.NAME, "h"), TIME, HISTOGRAM);
    stored.histogram(LabelSet.of(LabelSet.NAME, "i"), TIME, HISTOGRAM);
    stored.store();
  }

  @AfterEach
  void close() {
    stored.close();
  }

  /// After this a file can still be listed, and no longer be read.
  private void spoilFiles() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".parquet")).toList()) {
        Files.writeString(file, "spoilt");
      }
    }
  }

  private double sum(String metric) {
    QueryResult answer = stored.instant("sum(" + metric + ")", TIME);
    return ((VectorResult) answer).samples().getFirst().value();
  }

  private boolean isLost(String query) {
    return !stored.instant(query, TIME).lost().isEmpty();
  }

  @Test
  void theThirdMetricThatIsAskedForBringsAllOthers() throws Exception {
    assertThat(sum("a")).isEqualTo(3);
    assertThat(sum("b")).isEqualTo(3);
    assertThat(sum("c")).isEqualTo(3);

    spoilFiles();

    assertThat(sum("d")).isEqualTo(3);
    assertThat(sum("d{job='y'}")).isEqualTo(2);
  }

  @Test
  void aQueryThatComesAloneReadsItsOwnMetricsOnly() throws Exception {
    assertThat(sum("a")).isEqualTo(3);
    assertThat(sum("b")).isEqualTo(3);

    spoilFiles();

    assertThat(isLost("sum(c)")).isTrue();
  }

  @Test
  void histogramsAreReadByThoseWhoAskForThemOnly() throws Exception {
    assertThat(sum("a")).isEqualTo(3);
    assertThat(sum("b")).isEqualTo(3);
    assertThat(sum("histogram_count(h)")).isEqualTo(5);
    assertThat(sum("c")).isEqualTo(3);

    spoilFiles();

    assertThat(sum("d")).isEqualTo(3);
    assertThat(sum("histogram_count(h)")).isEqualTo(5);
    assertThat(isLost("histogram_count(i)")).isTrue();
  }

  @Test
  void histogramsOfAFileWhoseFloatsWereReadWholeAreStillFound() throws Exception {
    for (String metric : List.of("a", "b", "c")) {
      assertThat(sum(metric)).isEqualTo(3);
    }

    assertThat(sum("histogram_count(h)")).isEqualTo(5);
    assertThat(sum("histogram_count(i)")).isEqualTo(5);
  }

  /// A file of which two metrics are known, so that the whole is worth reading.
  private static FileOutline halfKnown(SampleCache cache) {
    FileOutline file =
        new FileOutline(
            "a",
            "a.parquet",
            SamplesFormat.CURRENT,
            TIME,
            TIME,
            10,
            100,
            new HeldSeries() {
              @Override
              public int count() {
                return 0;
              }

              @Override
              public boolean contains(int arrival) {
                return false;
              }

              @Override
              public List<StoredSeries> all() {
                return List.of();
              }
            },
            new FileOutline.Reading(100, 0));
    for (String metric : List.of("a", "b")) {
      SampleCache.Key key = new SampleCache.Key(file.key(), metric, false);
      assertThat(cache.add(key, new long[] {1}, new SamplePageBuilder().build())).isNotNull();
    }
    return file;
  }

  @Test
  void whoWaitsForAnotherReaderWaitsNoLongerThanItsOwnTime() throws Exception {
    SampleCache cache = new SampleCache(1 << 20);
    FileOutline file = halfKnown(cache);
    CountDownLatch locked = new CountDownLatch(1);
    CountDownLatch answered = new CountDownLatch(1);
    Thread other =
        Thread.ofPlatform()
            .start(
                () -> {
                  cache.reading().lock();
                  locked.countDown();
                  awaited(answered);
                  cache.reading().unlock();
                });
    awaited(locked);
    QueryLimits limits = new QueryLimits(1000, System.nanoTime() + 100_000_000, System::nanoTime);

    assertThatThrownBy(
            () ->
                new WholeFiles(cache, limits, (none, rows) -> OpenFiles.NONE)
                    .read(() -> List.of(file), false))
        .isInstanceOfSatisfying(
            PromqlException.class,
            e -> assertThat(e.type()).isEqualTo(PromqlException.Type.TIMEOUT));
    answered.countDown();
    assertThat(other.join(Duration.ofSeconds(30))).isTrue();
  }

  private static void awaited(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
