package dev.firebucket.storage.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.catalog.CatalogFile;
import dev.firebucket.storage.compaction.CompactionPolicy;
import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.object.StoreRequest;
import dev.firebucket.storage.object.StoreRequestCounts;
import dev.firebucket.storage.parquet.FileSeal;
import dev.firebucket.storage.testing.MemoryObjectStore;
import dev.firebucket.storage.testing.StoredSamples;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is fetched of a bucket's compacted files.
class RangeReadTest {
  private static final long DAY = Instant.parse("2026-11-22T00:00:00Z").toEpochMilli();
  private static final int METRICS = 3;
  private static final int SERIES_OF_METRIC = 2_000;
  private static final int SAMPLES_OF_SERIES = 50;

  private static byte[] samples;
  private static byte[] series;
  private static byte[] catalog;
  private static CatalogFile file;

  @TempDir Path cache;
  private final MemoryObjectStore memory = new MemoryObjectStore();
  private Bucket bucket;

  @BeforeAll
  static void compactADay() throws IOException {
    MemoryObjectStore store = new MemoryObjectStore();
    Random random = new Random(11);
    SampleBatch batch = new SampleBatch();
    for (int metric = 0; metric < METRICS; metric++) {
      for (int one = 0; one < SERIES_OF_METRIC; one++) {
        LabelSet labels = labels("m" + metric, one);
        for (int i = 0; i < SAMPLES_OF_SERIES; i++) {
          batch.append(labels, DAY + i * 60_000L, random.nextInt(1_000_000));
        }
      }
    }
    try (Bucket writing = Bucket.on(store, BucketOptions.defaults())) {
      writing.writer().write(batch);
      writing
          .compactor(CompactionPolicy.EAGER)
          .compact(Instant.ofEpochMilli(DAY).plusSeconds(200_000));
      file = writing.catalogs().newest().files().getFirst();
    }
    samples = store.get(file.key()).orElseThrow();
    series = store.get(file.seriesKey()).orElseThrow();
    catalog = store.get("catalog/00000000000000000001.json").orElseThrow();
  }

  private static LabelSet labels(String metric, int one) {
    return LabelSet.of(
        "__name__", metric, "instance", "host-" + one, "path", "/" + one * 7919L % 100_003);
  }

  @BeforeEach
  void open() throws IOException {
    memory.put(file.key(), samples);
    memory.put(file.seriesKey(), series);
    memory.put("catalog/00000000000000000001.json", catalog);
    bucket = reopened();
  }

  private Bucket reopened() throws IOException {
    return Bucket.on(
        memory, BucketOptions.defaults().withCache(new ReadCache(cache, 64 << 20, 64 << 20)));
  }

  @AfterEach
  void close() {
    bucket.close();
  }

  private static List<LabelMatcher> one(String metric, int number) {
    return List.of(
        LabelMatcher.equal("__name__", metric), LabelMatcher.equal("instance", "host-" + number));
  }

  /// The samples of what some matchers find, as DuckDB reads them, and how many of each series.
  private List<String> read(List<LabelMatcher> matchers) throws IOException, SQLException {
    try (Snapshot snapshot = bucket.reader().open(DAY, DAY + 86_400_000)) {
      List<StoredSeries> found = snapshot.series(matchers);
      List<FileOutline> outlines = snapshot.outlines(DAY, DAY + 86_400_000, found);
      try (OpenFiles files = snapshot.open(outlines, WantedRows.of(found))) {
        return rows(files.paths(), found);
      }
    }
  }

  private static List<String> rows(List<Path> paths, List<StoredSeries> found) throws SQLException {
    return StoredSamples.query(
        "SELECT count(*), count(DISTINCT (series_id, ts)), sum(value)::BIGINT FROM read_parquet([%s]) WHERE series_id IN (%s)"
            .formatted(
                paths.stream().map(path -> "'" + path + "'").collect(Collectors.joining(",")),
                found.stream()
                    .map(one -> Long.toUnsignedString(one.id()))
                    .collect(Collectors.joining(","))));
  }

  private List<String> expected(List<LabelMatcher> matchers) throws IOException, SQLException {
    Path whole = Files.write(cache.resolve("whole.parquet"), samples);
    try (Snapshot snapshot = bucket.reader().open(DAY, DAY + 86_400_000)) {
      return rows(List.of(whole), snapshot.series(matchers));
    }
  }

  private StoreRequestCounts.Count ranges() {
    return memory.requests().counts().of(StoreRequest.GET_RANGE);
  }

  private List<Path> slices() throws IOException {
    try (var files = Files.walk(cache)) {
      return files.filter(path -> path.getFileName().toString().contains("@")).toList();
    }
  }

  @Test
  void ofOneSeriesItsRowGroupIsFetchedAndWhatNamesIt() throws Exception {
    List<String> found = read(one("m1", 77));

    assertThat(found).isEqualTo(expected(one("m1", 77)));
    assertThat(found.getFirst()).startsWith("50|50|");
    // Index, the part of the series file with its metric, its row group.
    assertThat(ranges().requests()).isBetween(3L, 4L);
    assertThat(ranges().bytes()).isLessThan((samples.length + series.length) * 6L / 10);
    assertThat(memory.requests().counts().of(StoreRequest.GET).bytes())
        .isLessThanOrEqualTo(catalog.length * 2L);
  }

  @Test
  void theOutlineSaysWhatIsFetched() throws Exception {
    try (Snapshot snapshot = bucket.reader().open(DAY, DAY + 86_400_000)) {
      List<StoredSeries> found = snapshot.series(one("m0", 5));
      List<FileOutline> outlines = snapshot.outlines(DAY, DAY + 86_400_000, found);
      long before = ranges().bytes();
      snapshot.open(outlines, WantedRows.of(found)).close();

      assertThat(outlines)
          .singleElement()
          .satisfies(
              outline -> {
                assertThat(outline.reading().bytes()).isEqualTo(ranges().bytes() - before);
                assertThat(outline.reading().requests()).isEqualTo(1);
                assertThat(outline.series().count()).isEqualTo(METRICS * SERIES_OF_METRIC);
              });
    }
  }

  @Test
  void seriesAreFoundWithoutTheSamplesObject() throws Exception {
    memory.delete(List.of(file.key()));

    try (Snapshot snapshot = bucket.reader().open(DAY, DAY + 86_400_000)) {
      assertThat(snapshot.series(List.of(LabelMatcher.equal("__name__", "m2"))))
          .hasSize(SERIES_OF_METRIC);
      assertThat(snapshot.series(List.of())).hasSize(METRICS * SERIES_OF_METRIC);
    }
  }

  @Test
  void whatIsThereIsNotFetchedAgainAndNothingIsReadTwice() throws Exception {
    List<LabelMatcher> all = List.of();
    List<String> first = read(one("m0", 1));
    long before = ranges().requests();
    assertThat(read(one("m0", 1))).isEqualTo(first);
    assertThat(ranges().requests()).isEqualTo(before);

    read(one("m2", 1_999));
    assertThat(read(all)).isEqualTo(expected(all));
    assertThat(read(all).getFirst()).startsWith("300000|300000|");
    assertThat(slices()).hasSizeBetween(2, 3);
  }

  @Test
  void theNextProcessFindsTheRowGroups() throws Exception {
    List<String> first = read(one("m0", 1));
    bucket.close();
    bucket = reopened();
    long before = ranges().bytes();

    assertThat(read(one("m0", 1))).isEqualTo(first);

    assertThat(ranges().bytes() - before).isLessThan(series.length);
    assertThat(slices()).hasSize(1);
  }

  @Test
  void aDamagedFileOfTheCacheIsFetchedAgain() throws Exception {
    List<String> right = read(one("m0", 1));
    List<Damage> damages =
        List.of(
            bytes -> bytes[bytes.length / 2] ^= 4,
            bytes -> bytes[9] ^= 1,
            bytes -> Arrays.fill(bytes, (byte) 0));
    for (Damage damage : damages) {
      Path slice = slices().getFirst();
      byte[] bytes = Files.readAllBytes(slice);
      damage.to(bytes);
      Thread.sleep(20);
      Files.write(slice, bytes);

      assertThat(read(one("m0", 1))).isEqualTo(right);
    }
    Path cut = slices().getFirst();
    Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), 1_000));
    assertThat(read(one("m0", 1))).isEqualTo(right);
    Files.delete(slices().getFirst());
    assertThat(read(one("m0", 1))).isEqualTo(right);
  }

  private interface Damage {
    void to(byte[] bytes);
  }

  @Test
  void aDamagedObjectIsNamedWithItsKeyAndColumn() {
    byte[] damaged = samples.clone();
    for (int i = 100; i < damaged.length - 100_000; i += 5_000) {
      damaged[i] ^= 16;
    }
    memory.put(file.key(), damaged);

    assertThatThrownBy(() -> read(one("m1", 77)))
        .isInstanceOf(DamagedObjectException.class)
        .hasMessageContaining("'" + file.key() + "' is damaged")
        .hasMessageContaining("column '");
  }

  @Test
  void anObjectThatWasCutIsDamagedAndNamedWithItsKey() {
    memory.put(file.key(), Arrays.copyOf(samples, 1_000));

    assertThatThrownBy(() -> read(one("m1", 77)))
        .isInstanceOf(DamagedObjectException.class)
        .hasMessageContaining(file.key());
  }

  @Test
  void aSeriesFileWithADamagedIndexCostsMoreButNoAnswer() throws Exception {
    List<String> right = read(one("m1", 77));
    byte[] damaged = series.clone();
    damaged[series.length - (int) file.indexBytes() + 50] ^= 1;
    memory.put(file.seriesKey(), damaged);
    bucket.close();
    bucket = reopened();

    assertThat(read(one("m1", 77))).isEqualTo(right);
  }

  /// The series file as a writer of a newer index would leave it.
  private static byte[] withIndexOfVersion(int version) {
    byte[] other = series.clone();
    other[other.length - (int) file.indexBytes()] = (byte) version;
    ByteBuffer end = ByteBuffer.wrap(other).order(ByteOrder.LITTLE_ENDIAN);
    int seal = other.length - 8 - end.getInt(other.length - 8) - FileSeal.BYTES;
    CRC32C before = new CRC32C();
    before.update(other, 0, seal);
    ByteBuffer.wrap(other).putInt(seal + 4, (int) before.getValue());
    return other;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 100})
  void anIndexOfAnotherVersionIsNoDamageAndTheFooterStandsIn(int version) throws Exception {
    List<String> right = read(one("m1", 77));
    memory.put(file.seriesKey(), withIndexOfVersion(version));
    bucket.close();
    bucket =
        Bucket.on(
            memory,
            BucketOptions.defaults()
                .withCache(new ReadCache(cache.resolve("other"), 64 << 20, 64 << 20)));
    long before = ranges().bytes();
    DamageLog damages = new DamageLog();

    List<StoredSeries> found =
        damages.read(bucket.reader(), DAY, DAY + 86_400_000, view -> view.series(one("m1", 77)));

    assertThat(found).hasSize(1);
    assertThat(damages.warnings()).isEmpty();
    assertThat(read(one("m1", 77))).isEqualTo(right);
    assertThat(ranges().bytes() - before).isLessThan(samples.length);
    assertThat(memory.requests().counts().of(StoreRequest.GET).bytes())
        .as("the rows of the series file, and catalogs")
        .isLessThan(series.length + catalog.length * 8L);
  }

  /// The catalog as it was before files had indexes, and catalogs checksums.
  private byte[] withoutIndexes() {
    return new String(catalog, UTF_8)
        .replaceAll("\"index_bytes\":\\d+", "\"unknown\":0")
        .replaceAll(",\"crc32c\":\"[0-9a-f]+\"", "")
        .getBytes(UTF_8);
  }

  @Test
  void objectsThatWereCopiedBackAreReadAgain() throws Exception {
    for (byte[] ofCatalog : List.of(catalog, withoutIndexes())) {
      memory.put("catalog/00000000000000000001.json", ofCatalog);
      bucket.close();
      bucket = reopened();
      assertThat(read(one("m0", 1))).isEqualTo(expected(one("m0", 1)));

      memory.put(file.key(), samples);
      memory.put(file.seriesKey(), series);

      assertThat(read(one("m2", 5))).isEqualTo(expected(one("m2", 5)));
    }
  }

  @Test
  void aDamagedPartOfASeriesFileIsReadFromTheSamples() throws Exception {
    List<String> right = read(one("m1", 77));
    byte[] damaged = series.clone();
    Arrays.fill(damaged, 1_000, damaged.length - (int) file.indexBytes() - 1_000, (byte) 7);
    memory.put(file.seriesKey(), damaged);
    bucket.close();
    bucket = reopened();
    DamageLog damages = new DamageLog();

    List<StoredSeries> found =
        damages.read(bucket.reader(), DAY, DAY + 86_400_000, view -> view.series(one("m1", 77)));

    assertThat(found).hasSize(1);
    assertThat(read(one("m1", 77))).isEqualTo(right);
    assertThat(damages.lost()).isEmpty();
    assertThat(damages.warnings())
        .singleElement()
        .asString()
        .contains("'" + file.seriesKey() + "' is damaged", "nothing is missing here");
  }

  @Test
  void aFileWithoutAnIndexIsReadByItsFooter() throws Exception {
    memory.put("catalog/00000000000000000001.json", withoutIndexes());
    bucket.close();
    bucket = reopened();

    assertThat(read(one("m1", 77))).isEqualTo(expected(one("m1", 77)));
    assertThat(read(List.of())).isEqualTo(expected(List.of()));
    List<Path> slices = new ArrayList<>(slices());
    assertThat(slices).isNotEmpty();
  }

  @Test
  void theCacheIsItsUsersAlone() throws Exception {
    read(one("m0", 1));

    assertThat(Files.getPosixFilePermissions(slices().getFirst().getParent()))
        .hasToString("[OWNER_READ, OWNER_WRITE, OWNER_EXECUTE]");
  }

  @Test
  void aFullDiskIsNamedAsSuch() throws Exception {
    try (DiskCache disk = DiskCache.open(cache.resolve("disk"), "somewhere", 1 << 20)) {
      assertThatThrownBy(
              () ->
                  disk.add(
                      "a",
                      path -> {
                        Files.write(path, new byte[10]);
                        throw new IOException("a: No space left on device");
                      }))
          .isInstanceOf(NoRoomException.class)
          .hasMessageContaining("is full (")
          .hasMessageContaining("make room");
      assertThat(disk.names()).isEmpty();
    }
  }
}
