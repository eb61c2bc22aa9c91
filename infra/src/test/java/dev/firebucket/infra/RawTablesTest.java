package dev.firebucket.infra;

import static dev.firebucket.infra.Synthesized.list;
import static dev.firebucket.infra.Synthesized.map;
import static dev.firebucket.infra.Synthesized.properties;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tables that Athena reads.
class RawTablesTest {
  private static final String DATABASE = "AWS::Glue::Database";
  private static final String TABLE = "AWS::Glue::Table";

  private static Synthesized template;
  private static Map<String, Map<String, Object>> tables;

  @BeforeAll
  static void synthesize(@TempDir Path repository, @TempDir Path output) {
    template =
        Synthesized.of(
            Map.of("athenaDatabase", "metrics", "athenaSince", "2026-11-01"), repository, output);
    tables = new TreeMap<>();
    for (Map<String, Object> table : template.ofType(TABLE).values()) {
      Map<String, Object> input = map(properties(table).get("TableInput"));
      tables.put(input.get("Name").toString(), input);
    }
  }

  @Test
  void nothingIsMadeUnlessSomebodyAsks(@TempDir Path repository, @TempDir Path output) {
    Synthesized byDefault = Synthesized.of(Map.of(), repository, output);

    assertThat(byDefault.ofType(DATABASE)).isEmpty();
    assertThat(byDefault.ofType(TABLE)).isEmpty();
  }

  @Test
  void theDatabaseHasTheNameThatWasAskedFor() {
    assertThat(map(template.only(DATABASE).get("DatabaseInput"))).containsEntry("Name", "metrics");
    assertThat(tables).containsOnlyKeys("raw_fresh", "raw_samples", "raw_series");
  }

  @Test
  void theColumnsAreThoseOfTheFormat() throws Exception {
    assertThat(columns("raw_samples")).isEqualTo(said("## Samples files"));
    assertThat(columns("raw_fresh")).isEqualTo(said("## Samples files"));
    assertThat(columns("raw_series")).isEqualTo(said("## Series files"));
  }

  private static List<String> columns(String table) {
    return list(storage(table).get("Columns")).stream()
        .map(column -> map(column).get("Name") + " " + map(column).get("Type"))
        .toList();
  }

  private static Map<String, Object> storage(String table) {
    return map(tables.get(table).get("StorageDescriptor"));
  }

  /// The columns of a section of FORMAT.md in the words of Hive.
  private static List<String> said(String section) throws IOException {
    List<String> lines = Files.readAllLines(Path.of("../storage-format/FORMAT.md"));
    List<String> columns = new ArrayList<>();
    int line = lines.indexOf(section);
    while (!lines.get(line).startsWith("| 1 |")) {
      line++;
    }
    for (; lines.get(line).startsWith("|"); line++) {
      String[] cells = lines.get(line).split("\\|", -1);
      columns.add(cells[2].replace("`", "").strip() + " " + hive(cells[3].strip()));
    }
    return columns;
  }

  private static String hive(String type) {
    if (type.startsWith("list of ")) {
      return "array<" + hive(type.substring("list of ".length())) + ">";
    }
    return type.contains("TIMESTAMP")
        ? "timestamp"
        : switch (type.split(" ")[0]) {
          case "binary" -> "string";
          case "int64" -> "bigint";
          case "int32" -> "int";
          default -> type;
        };
  }

  @Test
  void daysAreProjectedWhereTheFilesLie() {
    for (String table : List.of("raw_samples", "raw_series")) {
      String folder = table.substring("raw_".length());
      Map<String, Object> parameters = map(tables.get(table).get("Parameters"));

      assertThat(parameters)
          .containsEntry("projection.enabled", "true")
          .containsEntry("projection.date.type", "date")
          .containsEntry("projection.date.range", "2026-11-01,NOW+1DAY");
      assertThat(parameters.get("storage.location.template").toString())
          .contains("/" + folder + "/date=${date}/");
      assertThat(storage(table).get("Location").toString()).contains("/" + folder + "/");
      assertThat(list(tables.get(table).get("PartitionKeys")).toString()).contains("Name=date");
    }
  }

  @Test
  void freshObjectsHaveNoDays() {
    assertThat(tables.get("raw_fresh")).doesNotContainKey("PartitionKeys");
    assertThat(storage("raw_fresh").get("Location").toString()).contains("/tail/");
  }

  @Test
  void everyTableIsInTheBucketOfTheStack() {
    String bucket = template.ofType("AWS::S3::Bucket").keySet().iterator().next();

    for (String table : tables.keySet()) {
      assertThat(template.references(storage(table).get("Location"))).containsExactly(bucket);
    }
  }
}
