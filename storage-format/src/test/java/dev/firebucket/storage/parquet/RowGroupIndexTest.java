package dev.firebucket.storage.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.catalog.CatalogFile;
import dev.firebucket.storage.compaction.CompactionPolicy;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.object.BadBytesException;
import dev.firebucket.storage.object.UnknownVersionException;
import dev.firebucket.storage.testing.StoredSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.parquet.format.ColumnChunk;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The index of row groups that compaction puts into the series file.
class RowGroupIndexTest {
  private static final Instant DAY = Instant.parse("2026-11-22T00:00:00Z");
  private static final int METRICS = 3;
  private static final int SERIES_OF_METRIC = 100;
  private static final int SAMPLES_OF_SERIES = 1_000;

  @TempDir static Path directory;
  private static CatalogFile file;
  private static Path samples;
  private static Path series;

  @BeforeAll
  static void compactADay() throws IOException {
    Random random = new Random(11);
    SampleBatch batch = new SampleBatch();
    for (int metric = 0; metric < METRICS; metric++) {
      for (int one = 0; one < SERIES_OF_METRIC; one++) {
        LabelSet labels = LabelSet.of("__name__", "m" + metric, "instance", "host-" + one);
        for (int i = 0; i < SAMPLES_OF_SERIES; i++) {
          batch.append(labels, DAY.toEpochMilli() + i * 60_000L, random.nextInt(1_000));
        }
      }
    }
    try (Bucket bucket = Bucket.open(directory.toString(), BucketOptions.defaults())) {
      bucket.writer().write(batch);
      bucket.compactor(CompactionPolicy.EAGER).compact(DAY.plusSeconds(200_000));
      file = bucket.catalogs().newest().files().getFirst();
    }
    samples = directory.resolve(file.key());
    series = directory.resolve(file.seriesKey());
  }

  private static SeriesTail tail() throws IOException {
    byte[] bytes = Files.readAllBytes(series);
    return SeriesTail.read(
        Arrays.copyOfRange(bytes, bytes.length - (int) file.indexBytes(), bytes.length));
  }

  @Test
  void theCatalogSaysWhereItStands() throws Exception {
    assertThat(file.seriesBytes()).isEqualTo(Files.size(series));
    assertThat(tail().index().fileBytes()).isEqualTo(file.bytes());
    assertThat(tail().footer().getNum_rows()).isEqualTo(METRICS * SERIES_OF_METRIC);
  }

  @Test
  void eachRowGroupSaysItsFirstAndLastSeriesAndItsTimes() throws Exception {
    List<String> said =
        tail().index().rowGroups().stream()
            .map(
                group ->
                    String.join(
                        "|",
                        Long.toString(group.rows()),
                        group.least().metric(),
                        Long.toUnsignedString(group.least().id()),
                        group.greatest().metric(),
                        Long.toUnsignedString(group.greatest().id()),
                        Long.toString(group.firstMillis()),
                        Long.toString(group.lastMillis())))
            .toList();

    List<String> stored =
        StoredSamples.query(
            """
            SELECT count(*), arg_min(metric, row), arg_min(series_id, row), arg_max(metric, row),
              arg_max(series_id, row), epoch_ms(min(ts)), epoch_ms(max(ts))
            FROM (SELECT *, file_row_number AS row FROM read_parquet('%s', file_row_number = true))
            GROUP BY row // %d ORDER BY min(row)"""
                .formatted(samples, SamplesSchema.ROW_GROUP_ROWS));
    assertThat(said).hasSizeGreaterThan(2).isEqualTo(stored);
  }

  @Test
  void itsChecksumsAreThoseOfTheColumnChunks() throws Exception {
    byte[] bytes = Files.readAllBytes(samples);

    for (IndexedRowGroup group : tail().index().rowGroups()) {
      List<ColumnChunk> chunks = group.footerEntry().getColumns();
      assertThat(group.checksums())
          .isEqualTo(
              chunks.stream()
                  .map(
                      chunk ->
                          FooterEntries.checksum(
                              bytes,
                              (int) FooterEntries.start(chunk),
                              (int) chunk.getMeta_data().getTotal_compressed_size()))
                  .toList());
    }
  }

  @Test
  void theSeriesFileIsStillReadByAnyEngine() throws Exception {
    assertThat(
            StoredSamples.query(
                "SELECT count(*), sum(samples) FROM read_parquet('%s')".formatted(series)))
        .containsExactly(
            "%d|%d"
                .formatted(
                    METRICS * SERIES_OF_METRIC, METRICS * SERIES_OF_METRIC * SAMPLES_OF_SERIES));
  }

  @Test
  void aSeriesFileOfOtherSamplesGetsNoIndex() throws Exception {
    Path other = directory.resolve("other.parquet");
    SampleBatch batch = new SampleBatch();
    batch.append(LabelSet.of("__name__", "m0", "instance", "host-0"), DAY.toEpochMilli(), 1);
    Files.write(other, new SamplesFileWriter().write(batch).bytes());
    Path copy = directory.resolve("series.parquet");
    Files.copy(series, copy, StandardCopyOption.REPLACE_EXISTING);

    assertThatThrownBy(() -> RowGroupIndexWriter.append(other, copy))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("counts other samples than there are");
  }

  @Test
  void aDamagedIndexIsNamedSo() throws Exception {
    byte[] bytes = RowGroupIndexFormat.write(tail().index());
    for (int i = 0; i < bytes.length; i += 7) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= 0x55;
      assertThatThrownBy(() -> RowGroupIndexFormat.read(damaged))
          .as("byte %d", i)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("index of row groups");
    }
    assertThatThrownBy(() -> RowGroupIndexFormat.read(new byte[0]))
        .isInstanceOf(BadBytesException.class);
  }

  @Test
  void anIndexOfANewerVersionSaysWhatHelps() throws Exception {
    byte[] newer = RowGroupIndexFormat.write(tail().index());
    newer[0]++;

    assertThatThrownBy(() -> RowGroupIndexFormat.read(newer))
        .isInstanceOf(UnknownVersionException.class)
        .hasMessageContaining("written by a newer Firebucket; update this one")
        .hasMessageNotContaining("damaged");
  }
}
