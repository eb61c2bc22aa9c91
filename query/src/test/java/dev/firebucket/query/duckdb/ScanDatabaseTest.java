package dev.firebucket.query.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.query.arena.QueryLimits;
import dev.firebucket.query.grid.Samples;
import dev.firebucket.query.shard.IdRange;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.FloatHistogram.ResetHint;
import dev.firebucket.storage.model.FloatHistogram.Span;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.model.SeriesId;
import dev.firebucket.storage.model.StaleMarker;
import dev.firebucket.storage.parquet.SamplesFileWriter;
import dev.firebucket.storage.parquet.SamplesFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanDatabaseTest {
  private static final LabelSet A = LabelSet.of("__name__", "m", "n", "a");
  private static final LabelSet B = LabelSet.of("__name__", "m", "n", "b");

  @TempDir private Path folder;
  private final List<Path> files = new ArrayList<>();
  private final QueryLimits limits =
      new QueryLimits(1_000_000, System.nanoTime() + 60_000_000_000L, System::nanoTime);

  private static FloatHistogram histogram(double count, double sum) {
    return new FloatHistogram(
        3,
        0.001,
        2,
        count,
        sum,
        List.of(new Span(-2, 2), new Span(4, 1)),
        new double[] {1, 2, count},
        List.of(new Span(7, 1)),
        new double[] {0.5},
        new double[0],
        ResetHint.GAUGE);
  }

  private void file(SampleBatch batch) throws IOException {
    file(batch, Integer.toString(files.size()));
  }

  private void file(SampleBatch batch, String name) throws IOException {
    Path file = folder.resolve(name + ".parquet");
    Files.write(file, new SamplesFileWriter().write(batch).bytes());
    files.add(file);
  }

  private SampleCollector read(boolean startTimestamps) {
    return read(ScanDatabase.shared(), startTimestamps);
  }

  private SampleCollector read(ScanDatabase database, boolean startTimestamps) {
    SampleCollector collector =
        new SampleCollector(
            new long[][] {{SeriesId.of(A), SeriesId.of(B)}},
            IntStream.range(0, files.size()).toArray(),
            files.size());
    database.read(
        new SampleScan(
            files,
            Collections.nCopies(files.size(), SamplesFormat.CURRENT),
            List.of("m"),
            List.of(),
            IdRange.ALL,
            0,
            100_000,
            startTimestamps),
        collector,
        limits,
        limits::hold);
    return collector;
  }

  @Test
  void footersOfFilesThatWereReadLongAgoAreGivenBack() throws Exception {
    ScanDatabase database = new ScanDatabase(1 << 20);
    long most = 0;
    for (int round = 0; round < 100; round++) {
      SampleBatch batch = new SampleBatch();
      batch.append(A, (round + 1) * 1000L, round);
      files.clear();
      file(batch, "round-" + round);

      assertThat(samples(read(database, false), A).value(0)).isEqualTo(round);
      most = Math.max(most, footerBytes(database));
    }

    assertThat(most).isPositive().isLessThan(1 << 20);
  }

  @Test
  void aScanOfMoreFilesThanThatKeepsTheirFooters() throws Exception {
    ScanDatabase database = new ScanDatabase(1);
    for (int one = 0; one < 3; one++) {
      SampleBatch batch = new SampleBatch();
      batch.append(A, (one + 1) * 1000L, one);
      file(batch);
    }
    assertThat(samples(read(database, false), A).size()).isEqualTo(3);
    long first = footerBytes(database);

    assertThat(samples(read(database, false), A).size()).isEqualTo(3);

    assertThat(footerBytes(database)).isPositive().isEqualTo(first);
  }

  private static long footerBytes(ScanDatabase database) throws SQLException {
    try (ConnectionPool.Lease lease = database.lease(List.of());
        Statement statement = lease.connection().createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT sum(memory_usage_bytes)::BIGINT FROM duckdb_memory()"
                    + " WHERE tag = 'OBJECT_CACHE'")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /// The samples of a series out of all files.
  private Samples samples(SampleCollector collector, LabelSet series) {
    List<Samples> parts = new ArrayList<>();
    for (int file = 0; file < files.size(); file++) {
      Samples part = collector.page(file, 0).samples(SeriesId.of(series));
      if (part != null) {
        parts.add(part);
      }
    }
    return Samples.merged(parts);
  }

  @Test
  void aSeriesOfFloatsHasNoOtherLanes() throws Exception {
    SampleBatch batch = new SampleBatch();
    batch.append(A, 1000, 1);
    batch.series(B).append(1000, histogram(4, 5));
    file(batch);

    Samples samples = samples(read(false), A);

    assertThat(samples.hasHistograms()).isFalse();
    assertThat(samples.hasStartTimestamps()).isFalse();
    assertThat(samples.value(0)).isEqualTo(1);
  }

  @Test
  void histogramsComeOutAsTheyWentInBetweenFloats() throws Exception {
    SampleBatch batch = new SampleBatch();
    batch.append(A, 1000, 1);
    batch.series(A).append(2000, histogram(4, 5));
    batch.append(A, 3000, 2);
    batch.series(B).append(2000, histogram(6, StaleMarker.VALUE));
    file(batch);

    SampleCollector collector = read(false);

    assertThat(samples(collector, A).size()).isEqualTo(3);
    assertThat(samples(collector, A).histogram(0)).isNull();
    assertThat(samples(collector, A).histogram(1)).isEqualTo(histogram(4, 5));
    assertThat(samples(collector, A).value(2)).isEqualTo(2);
    assertThat(samples(collector, B).histogram(0)).isEqualTo(histogram(6, StaleMarker.VALUE));
    assertThat(StaleMarker.is(samples(collector, B).value(0))).isTrue();
  }

  @Test
  void aResolutionFinerThanPrometheusReckonsWithIsMadeCoarser() throws Exception {
    SampleBatch batch = new SampleBatch();
    FloatHistogram fine =
        new FloatHistogram(
            10,
            0,
            0,
            15,
            20,
            List.of(new Span(1, 5)),
            new double[] {1, 2, 3, 4, 5},
            List.of(),
            new double[0],
            new double[0],
            ResetHint.GAUGE);
    batch.series(A).append(1000, fine);
    file(batch);

    FloatHistogram read = samples(read(false), A).histogram(0);

    assertThat(read).isNotNull();
    assertThat(read.schema()).isEqualTo(8);
    assertThat(read.positiveSpans()).containsExactly(new Span(1, 2));
    assertThat(read.positiveBuckets()).containsExactly(10, 5);
    assertThat(read.resetHint()).isEqualTo(ResetHint.GAUGE);
  }

  @Test
  void ofTwoSamplesAtOneTimeThatOfTheLaterFileStaysWhateverItsKind() throws Exception {
    SampleBatch first = new SampleBatch();
    first.series(A).append(1000, histogram(4, 5));
    first.append(A, 2000, 7);
    first.series(A).append(3000, histogram(8, 9));
    file(first);
    SampleBatch second = new SampleBatch();
    second.append(A, 1000, 3);
    second.series(A).append(2000, histogram(6, 7));
    second.series(A).append(3000, histogram(10, 11));
    file(second);

    Samples samples = samples(read(false), A);

    assertThat(samples.size()).isEqualTo(3);
    assertThat(samples.histogram(0)).isNull();
    assertThat(samples.value(0)).isEqualTo(3);
    assertThat(samples.histogram(1)).isEqualTo(histogram(6, 7));
    assertThat(samples.histogram(2)).isEqualTo(histogram(10, 11));
  }

  @Test
  void startTimestampsAreReadWhereTheyAreAskedFor() throws Exception {
    SampleBatch batch = new SampleBatch();
    for (int i = 1; i <= 40; i++) {
      batch.series(A).append(i * 1000, i, i < 30 ? SampleBatch.NO_START : i * 1000 - 10);
    }
    file(batch);

    assertThat(samples(read(false), A).hasStartTimestamps()).isFalse();
    Samples samples = samples(read(true), A);

    assertThat(samples.startTimestamp(3)).isEqualTo(SampleBatch.NO_START);
    assertThat(samples.startTimestamp(39)).isEqualTo(39_990);
  }

  @Test
  void thousandsOfHistogramsKeepTheirOrder() throws Exception {
    for (int part = 0; part < 3; part++) {
      SampleBatch batch = new SampleBatch();
      for (int i = 0; i < 2000; i++) {
        batch.series(i % 3 == 0 ? B : A).append(1 + i * 7 + part, histogram(i, part));
      }
      file(batch);
    }

    Samples samples = samples(read(false), A);

    assertThat(samples.size()).isEqualTo(3999);
    for (int i = 1; i < samples.size(); i++) {
      assertThat(samples.time(i)).isGreaterThan(samples.time(i - 1));
      assertThat(samples.histogram(i)).isNotNull();
      assertThat((samples.time(i) - 1 - (long) samples.value(i)) / 7)
          .isEqualTo((long) samples.histogram(i).count());
    }
  }
}
