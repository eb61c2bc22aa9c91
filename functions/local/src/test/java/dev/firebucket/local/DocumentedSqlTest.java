package dev.firebucket.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.compaction.CompactionPolicy;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.FloatHistogram.ResetHint;
import dev.firebucket.storage.model.FloatHistogram.Span;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.model.StaleMarker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The SQL of README.md and docs/sql.md, run word by word over a store that has everything that a
/// glob over its folders would count twice: superseded files, consumed objects, repeated samples.
class DocumentedSqlTest {
  private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent().getParent();
  private static final List<String> DOCUMENTS = List.of("README.md", "docs/sql.md");
  private static final Pattern COMMAND = Pattern.compile("(?m)^ {4}\\./firebucket sql (.*)$");
  private static final Pattern ARGUMENT = Pattern.compile("\"([^\"]*)\"|(\\S+)");
  private static final Pattern PAIR =
      Pattern.compile("(?m)^\\| `(SELECT [^`]*)` \\| `([^`]*)` \\|$");
  private static final ObjectMapper JSON = new ObjectMapper();

  /// 40 scrapes of 12 series, without the 8 of one that ended.
  private static final long SAMPLES = 40 * 12 - 8;

  @TempDir private static Path folder;

  @BeforeAll
  static void storeWithAllThatMayCountTwice() throws IOException {
    Instant start = Instant.now().minus(Duration.ofHours(2));
    Instant[] now = {start};
    try (Bucket bucket =
        Bucket.open(
            folder.resolve("data").toString(), BucketOptions.defaults().withClock(() -> now[0]))) {
      for (int i = 0; i < 40; i++) {
        now[0] = start.plusSeconds(i * 60L);
        SampleBatch batch = scrape(now[0].toEpochMilli(), i);
        bucket.writer().write(batch);
        if (i % 7 == 3) {
          bucket.writer().write(batch);
        }
        if (i == 12 || i == 25) {
          bucket.compactor(CompactionPolicy.EAGER).compact(now[0]);
          bucket.writer().write(scrape(now[0].minusSeconds(300).toEpochMilli(), i - 5));
        }
      }
      assertThat(bucket.catalogs().newest().removed()).isNotEmpty();
    }
  }

  private static SampleBatch scrape(long time, int round) {
    SampleBatch batch = new SampleBatch();
    for (String instance : new String[] {"a:9100", "b:9100", "it's:9100"}) {
      LabelSet labels =
          LabelSet.of("job", instance.startsWith("a") ? "node" : "api", "instance", instance);
      boolean ended = instance.startsWith("b") && round > 30;
      if (round <= 31 || !ended) {
        double up = ended ? StaleMarker.VALUE : round % 3 == 0 ? 0 : 1;
        batch.append(labels.with(LabelSet.NAME, "up"), time, up);
      }
      for (String room : new String[] {"attic", "cellar"}) {
        batch.append(
            labels.with(LabelSet.NAME, "temperature_celsius").with("room", room),
            time,
            round * 0.5 + room.length());
      }
      batch
          .series(labels.with(LabelSet.NAME, "request_seconds"))
          .append(
              time,
              new FloatHistogram(
                  1,
                  0.001,
                  0,
                  3 + round,
                  1.5 * round,
                  List.of(new Span(0, 2)),
                  new double[] {3, round},
                  List.of(),
                  new double[0],
                  new double[0],
                  ResetHint.UNKNOWN));
    }
    return batch;
  }

  private static String run(List<String> arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(arguments);
    all.add("--storage=" + folder.resolve("data"));
    assertThat(Commands.run(out, err, all.toArray(String[]::new)))
        .as(String.join(" ", arguments) + ": " + err)
        .isZero();
    return out.toString();
  }

  private static String document(String name) throws IOException {
    return Files.readString(REPOSITORY.resolve(name), StandardCharsets.UTF_8);
  }

  @Test
  void everyCommandOfTheDocumentsAnswers() throws IOException {
    List<String> commands = new ArrayList<>();
    for (String name : DOCUMENTS) {
      commands.addAll(
          COMMAND.matcher(document(name)).results().map(found -> found.group(1)).toList());
    }
    assertThat(commands).hasSizeGreaterThanOrEqualTo(6);
    for (String command : commands) {
      List<String> arguments = new ArrayList<>(List.of("sql"));
      ARGUMENT.matcher(command).results().map(DocumentedSqlTest::argument).forEach(arguments::add);
      int output = arguments.indexOf("--output");
      if (output > 0) {
        arguments.set(output + 1, folder.resolve(arguments.get(output + 1)).toString());
      }

      String answer = run(arguments);

      if (output > 0) {
        assertThat(Path.of(arguments.get(output + 1))).isNotEmptyFile();
      } else {
        assertThat(answer.lines()).as(command).hasSizeGreaterThan(1);
      }
    }
  }

  private static String argument(MatchResult found) {
    return found.group(1) == null ? found.group(2) : found.group(1);
  }

  @Test
  void eachQuestionHasTheSameAnswerInSqlAndInPromql() throws IOException {
    List<MatchResult> pairs = PAIR.matcher(document("docs/sql.md")).results().toList();
    assertThat(pairs).hasSizeGreaterThanOrEqualTo(8);
    for (MatchResult pair : pairs) {
      List<Double> sql =
          run(List.of("sql", "--format=csv", pair.group(1)))
              .lines()
              .skip(1)
              .map(line -> Double.valueOf(line.substring(line.lastIndexOf(',') + 1)))
              .sorted()
              .toList();

      assertThat(sql).as(pair.group(1)).isNotEmpty().isEqualTo(promql(pair.group(2)));
    }
  }

  private static List<Double> promql(String expression) throws IOException {
    JsonNode answer = JSON.readTree(run(List.of("query", "instant", "--format=json", expression)));
    return values(answer).sorted().toList();
  }

  private static Stream<Double> values(JsonNode answer) {
    JsonNode result = answer.isArray() ? answer : answer.path("result");
    return Stream.iterate(0, i -> i < result.size(), i -> i + 1)
        .map(i -> Double.valueOf(result.get(i).path("value").get(1).asText()));
  }

  @Test
  void eachSampleIsCountedOnceWhereAGlobCountsSomeSeveralTimes() throws Exception {
    String data = folder.resolve("data").toString().replace("'", "''");
    long byGlob;
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*) FROM read_parquet(['%s/samples/**/*.parquet', '%s/tail/*.parquet'])"
                    .formatted(data, data))) {
      assertThat(row.next()).isTrue();
      byGlob = row.getLong(1);
    }

    assertThat(run(List.of("sql", "--format=csv", "SELECT count(*) AS n FROM stored_samples")))
        .isEqualTo("n\n" + SAMPLES + "\n");
    assertThat(byGlob).isGreaterThan(SAMPLES * 3 / 2);
  }

  @Test
  void aWrongStatementLeavesTheFileOfAnEarlierAnswer() throws IOException {
    Path file = Files.writeString(folder.resolve("earlier.txt"), "an answer\n");

    assertThat(
            Main.commandLine()
                .setErr(new PrintWriter(new StringWriter()))
                .execute(
                    "sql",
                    "SELECT nothing FROM samples",
                    "--output=" + file,
                    "--storage=" + folder.resolve("data")))
        .isEqualTo(1);
    assertThat(file).hasContent("an answer\n");
  }

  @Test
  void aFolderThatIsMissingIsNamed() {
    StringWriter err = new StringWriter();
    Path file = folder.resolve("missing").resolve("answer.txt");

    assertThat(
            Main.commandLine()
                .setErr(new PrintWriter(err, true))
                .execute(
                    "sql", "SELECT 1", "--output=" + file, "--storage=" + folder.resolve("data")))
        .isEqualTo(1);
    assertThat(err.toString()).contains("no such file or folder: " + file);
  }

  @Test
  void aWrongStatementIsOneSentenceAndStatus1() {
    StringWriter err = new StringWriter();
    CommandLine commandLine = Main.commandLine();
    commandLine.setErr(new PrintWriter(err, true));

    assertThat(
            commandLine.execute(
                "sql", "SELECT nothing FROM samples", "--storage=" + folder.resolve("data")))
        .isEqualTo(1);
    assertThat(err.toString()).contains("SQL error: ").contains("nothing").doesNotContain("\tat ");
    assertThat(commandLine.execute("sql")).isEqualTo(2);
    assertThat(commandLine.execute("sql", "--format=parquet", "SELECT 1")).isEqualTo(2);
  }
}
