package dev.firebucket.storage.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.backup.StoreSnapshot;
import dev.firebucket.storage.catalog.Catalog;
import dev.firebucket.storage.catalog.CatalogFile;
import dev.firebucket.storage.catalog.CatalogStore;
import dev.firebucket.storage.compaction.CompactionPolicy;
import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.FloatHistogram.ResetHint;
import dev.firebucket.storage.model.FloatHistogram.Span;
import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.LabelsJson;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.model.SeriesId;
import dev.firebucket.storage.model.StaleMarker;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.retention.Deletion;
import dev.firebucket.storage.tail.TailKey;
import dev.firebucket.storage.testing.TestClock;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.Type;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// FORMAT.md next to what is written: its tables are those of real objects.
class FormatDocumentTest {
  private static final Instant DAY = Instant.parse("2026-11-22T00:00:00Z");
  private static final Instant NEXT_DAY = DAY.plus(Duration.ofDays(1));
  private static final String SAMPLES = "## Samples files";
  private static final String SERIES = "## Series files";
  private static final String NUMBERS = "## Times and numbers";

  @TempDir static Path directory;
  private static FormatDocument document;
  private static Catalog catalog;
  private static List<String> keys;

  /// Samples of every kind, fresh and merged, one file narrowed; a deletion; a snapshot.
  @BeforeAll
  static void writeAStore() throws IOException {
    document = FormatDocument.read();
    TestClock clock = new TestClock(DAY.plus(Duration.ofDays(2)));
    BucketOptions options = BucketOptions.defaults().withClock(clock);
    try (Bucket bucket = Bucket.open(directory.toString(), options)) {
      bucket.writer().write(ofEveryKind());
      bucket.writer().write(oneSampleEach());
      bucket.compactor(CompactionPolicy.EAGER).compact(clock.instant());
      bucket
          .compactor(CompactionPolicy.EAGER)
          .delete(
              new Deletion(
                  List.of(List.of(LabelMatcher.equal("__name__", "m0"))),
                  0,
                  Long.MAX_VALUE,
                  clock.instant()));
      bucket.writer().write(ofEveryKind());
      bucket.writer().write(oneSampleEach());
      bucket.writer().write(standingStill());
      new StoreSnapshot(bucket.store(), bucket.catalogs()).take(true, clock.instant(), "copy");
      catalog = bucket.catalogs().newest();
      keys = bucket.store().list("").stream().map(ObjectSummary::key).toList();
    }
  }

  private static SampleBatch ofEveryKind() {
    SampleBatch batch = new SampleBatch();
    for (int i = 0; i < 1_000; i++) {
      long time = DAY.toEpochMilli() + i * 15_000L;
      batch.append(LabelSet.of("__name__", "m" + i % 2, "job", "j" + i % 3), time, i, time - 1);
      batch.append(LabelSet.of("__name__", "stale"), time, i % 9 == 0 ? StaleMarker.VALUE : i);
      batch.append(LabelSet.of("__name__", "native"), time, histogram(i));
    }
    return batch;
  }

  private static FloatHistogram histogram(int i) {
    return new FloatHistogram(
        i % 2 == 0 ? 3 : FloatHistogram.CUSTOM_BUCKETS,
        0.5,
        i,
        3 + i,
        i * 1.1,
        List.of(new Span(i * 7, 1), new Span(2, 1)),
        new double[] {1, i},
        List.of(new Span(-2, 1)),
        new double[] {2},
        new double[] {0.1, i},
        ResetHint.GAUGE);
  }

  private static SampleBatch oneSampleEach() {
    SampleBatch batch = new SampleBatch();
    for (int i = 0; i < 50; i++) {
      batch.append(LabelSet.of("__name__", "one" + i, "n", "" + i), NEXT_DAY.toEpochMilli(), 1);
    }
    return batch;
  }

  private static SampleBatch standingStill() {
    SampleBatch batch = new SampleBatch();
    for (int i = 0; i < 1_000; i++) {
      batch.append(LabelSet.of("__name__", "still"), DAY.toEpochMilli() + i, histogram(1));
    }
    return batch;
  }

  private static List<Path> files(String prefix) {
    return keys.stream().filter(key -> key.startsWith(prefix)).map(directory::resolve).toList();
  }

  private static List<Path> samplesFiles() {
    return Stream.of(StorageLayout.TAIL, StorageLayout.SAMPLES)
        .flatMap(prefix -> files(prefix).stream())
        .toList();
  }

  @Test
  void theColumnsOfSamplesFilesAreTheseEverywhere() throws Exception {
    for (Path file : samplesFiles()) {
      assertThat(columns(file)).as(file.toString()).isEqualTo(said(SAMPLES));
    }
  }

  @Test
  void theColumnsOfSeriesFilesAreThese() throws Exception {
    for (Path file : files(StorageLayout.SERIES)) {
      assertThat(columns(file)).as(file.toString()).isEqualTo(said(SERIES));
    }
  }

  private static List<String> said(String section) {
    return document.table(section).stream()
        .map(row -> String.join("|", row.subList(0, 4)))
        .toList();
  }

  private static List<String> columns(Path file) throws IOException {
    try (ParquetFile parquet = ParquetFile.open(file, null)) {
      return parquet.schema().getFields().stream().map(FormatDocumentTest::column).toList();
    }
  }

  private static String column(Type column) {
    String nulls = column.isRepetition(Type.Repetition.REQUIRED) ? "no" : "yes";
    return column.getId().intValue() + "|" + column.getName() + "|" + type(column) + "|" + nulls;
  }

  private static String type(Type column) {
    if (!column.isPrimitive()) {
      Type element = column.asGroupType().getType(0).asGroupType().getType(0);
      assertThat(element.getId().intValue()).isEqualTo(column.getId().intValue() + 100);
      assertThat(element.isRepetition(Type.Repetition.REQUIRED)).isTrue();
      return "list of " + type(element);
    }
    String physical =
        column.asPrimitiveType().getPrimitiveTypeName().name().toLowerCase(Locale.ROOT);
    return column.getLogicalTypeAnnotation() == null
        ? physical
        : physical + " (" + column.getLogicalTypeAnnotation() + ")";
  }

  @Test
  void thePagesOfEachColumnHaveTheEncodingsThatAreNamed() throws Exception {
    assertThat(encodings(samplesFiles())).isEqualTo(saidEncodings(SAMPLES));
    assertThat(encodings(files(StorageLayout.SERIES))).isEqualTo(saidEncodings(SERIES));
  }

  private static Map<String, TreeSet<String>> saidEncodings(String section) {
    Map<String, TreeSet<String>> said = new TreeMap<>();
    for (List<String> row : document.table(section)) {
      said.put(row.get(1), new TreeSet<>(List.of(row.get(4).split(", "))));
    }
    return said;
  }

  /// Of each column; every chunk is one page of version 2, compressed with zstd.
  private static Map<String, TreeSet<String>> encodings(List<Path> files) throws IOException {
    Map<String, TreeSet<String>> found = new TreeMap<>();
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      try (ParquetFile parquet = ParquetFile.open(file, null)) {
        for (BlockMetaData group : parquet.rowGroups()) {
          for (ColumnChunkMetaData chunk : group.getColumns()) {
            assertThat(chunk.getCodec()).isEqualTo(CompressionCodecName.ZSTD);
            int from = (int) chunk.getStartingPos();
            ColumnPages pages =
                ColumnPages.decode(
                    chunk, Arrays.copyOfRange(bytes, from, from + (int) chunk.getTotalSize()));
            DataPageV2 page = pages.onlyPage();
            assertThat(page).as("the only page of " + chunk.getPath()).isNotNull();
            found
                .computeIfAbsent(chunk.getPath().toArray()[0], name -> new TreeSet<>())
                .add(page.getDataEncoding().name());
          }
        }
      }
    }
    return found;
  }

  @Test
  void theFieldsOfACatalogAreThese() throws Exception {
    CatalogFile whole = catalog.files().getFirst();
    SeriesRange range = whole.series().orElseThrow();
    CatalogFile narrowed = whole.from(range.least(), range.greatest(), 1);
    Catalog all = new Catalog(7, "commit", DAY, List.of(narrowed), catalog.removed().subList(0, 1));
    Map<String, String> fields = fields(all.toJson());

    assertThat(saidFields("## A catalog version", "")).containsAllEntriesOf(top(fields, ""));
    assertThat(saidFields("Each of `files`:", "files.")).isEqualTo(top(fields, "files."));
    assertThat(saidFields("Each of `removed`:", "removed.")).isEqualTo(top(fields, "removed."));
    assertThat(fields)
        .hasSize(
            document.table("## A catalog version").size()
                + document.table("Each of `files`:").size()
                + document.table("Each of `removed`:").size());
  }

  @Test
  void theFieldsOfADeletionAreThese() throws Exception {
    List<Path> records = files(StorageLayout.DELETIONS);

    assertThat(records).hasSize(2);
    for (Path file : records) {
      String words =
          file.toString().endsWith(".done.json") ? "`deletions/….done.json`" : "`deletions/….json`";
      assertThat(saidFields(words, "")).isEqualTo(fields(Files.readAllBytes(file)));
    }
  }

  private static Map<String, String> saidFields(String words, String prefix) {
    Map<String, String> said = new TreeMap<>();
    document.table(words).forEach(row -> said.put(prefix + row.get(0), row.get(1)));
    return said;
  }

  private static Map<String, String> top(Map<String, String> fields, String prefix) {
    Map<String, String> of = new TreeMap<>(fields);
    of.keySet()
        .removeIf(
            name -> !name.startsWith(prefix) || name.substring(prefix.length()).contains("."));
    return of;
  }

  /// Names and types of the fields of a JSON object and of the objects in its arrays.
  private static Map<String, String> fields(byte[] json) throws IOException {
    Map<String, String> fields = new TreeMap<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      String array = "";
      int depth = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        depth += token == JsonToken.START_ARRAY ? 1 : token == JsonToken.END_ARRAY ? -1 : 0;
        if (token == JsonToken.END_ARRAY && depth == 0) {
          array = "";
        }
        if (token != JsonToken.FIELD_NAME) {
          continue;
        }
        String name = array + parser.currentName();
        JsonToken value = parser.nextToken();
        fields.put(name, type(value));
        if (value == JsonToken.START_ARRAY) {
          depth++;
          array = parser.currentName() + ".";
        }
      }
    }
    return fields;
  }

  private static String type(JsonToken value) {
    return switch (value) {
      case START_ARRAY -> "array";
      case VALUE_STRING -> "string";
      case VALUE_NUMBER_INT -> "number";
      case VALUE_TRUE, VALUE_FALSE -> "boolean";
      default -> throw new AssertionError("no field has a " + value);
    };
  }

  @Test
  void thePrefixesAreThoseOfTheLayout() throws Exception {
    List<String> prefixes = new ArrayList<>();
    for (Field constant : StorageLayout.class.getFields()) {
      prefixes.add((String) constant.get(null));
    }

    assertThat(document.column("## Prefixes", 0)).containsExactlyInAnyOrderElementsOf(prefixes);
  }

  @Test
  void everyKeyThatIsWrittenHasOneOfThePatterns() {
    List<String> patterns = document.column("## Names", 1);
    Map<String, Long> used = new LinkedHashMap<>();
    for (String pattern : patterns) {
      used.put(pattern, keys.stream().filter(key -> key.matches(pattern + ".*")).count());
    }

    assertThat(used.values()).doesNotContain(0L);
    assertThat(keys)
        .allMatch(
            key ->
                patterns.stream()
                    .anyMatch(one -> key.matches(one.endsWith("/") ? one + ".*" : one)));
  }

  @Test
  void theKeysThatStandAsExamplesAreRead() {
    String tail = "tail/20261122T175353123Z_1763834030000_1763834033000_40000_v2-5f2c.parquet";

    assertThat(document.says("`" + tail + "`")).isTrue();
    assertThat(TailKey.parse(tail))
        .contains(
            new TailKey(
                Instant.parse("2026-11-22T17:53:53.123Z"),
                1763834030000L,
                1763834033000L,
                40_000,
                SamplesFormat.CURRENT,
                "5f2c"));
    assertThat(document.says("`" + StorageLayout.catalogKey(42) + "`")).isTrue();
  }

  @Test
  void theSeriesThatStandsAsAnExampleHasThatId() {
    LabelSet up = LabelSet.of("__name__", "up", "instance", "a:9100", "job", "node");

    assertThat(
            document.says(
                "`up` with `%s` is `%s`"
                    .formatted(LabelsJson.write(up), Long.toUnsignedString(SeriesId.of(up)))))
        .isTrue();
  }

  @Test
  void theNumbersAreThoseOfTheCode() throws Exception {
    CompactionPolicy policy = CompactionPolicy.GRADUAL;
    SeriesRange range = catalog.files().getFirst().series().orElseThrow();
    CatalogFile narrowed = catalog.files().getFirst().from(range.least(), range.greatest(), 1);
    Catalog narrow = new Catalog(1, "", DAY, List.of(narrowed), List.of());

    assertThat(document.column(NUMBERS, 1))
        .containsExactly(
            policy.grace().toMinutes() + " min",
            policy.orphanAge().toHours() + " h",
            Integer.toString(CatalogStore.KEPT_VERSIONS),
            "%,d".formatted(SamplesSchema.ROW_GROUP_ROWS),
            "%,d".formatted(SeriesFile.ROW_GROUP_ROWS),
            format(catalog),
            format(narrow),
            Integer.toString(SamplesFormat.CURRENT.number()),
            Integer.toString(RowGroupIndexFormat.VERSION));
    assertThat(CompactionPolicy.EAGER.grace()).isEqualTo(policy.grace());
    assertThat(document.says("`" + RowGroupIndexWriter.KEY + "`")).isTrue();
    assertThat(document.says("`0x" + Long.toHexString(StaleMarker.BITS) + "`")).isTrue();
  }

  private static String format(Catalog catalog) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(catalog.toJson())) {
      while (parser.nextToken() != JsonToken.VALUE_NUMBER_INT) {}
      return parser.getText();
    }
  }
}
