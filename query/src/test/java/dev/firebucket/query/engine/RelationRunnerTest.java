package dev.firebucket.query.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.query.lower.GoldenData;
import dev.firebucket.query.result.PrometheusJson;
import dev.firebucket.query.result.QueryResult;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Relational values mean the same to DuckDB, as SQL, and to Java: every golden twin has the same
/// answer from both, to the last bit, with the same annotations.
class RelationRunnerTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("firebucket.repository", ".."), "query/src/test/resources/golden");

  @TempDir private static Path folder;
  private static Bucket bucket;
  private static QueryEngine engine;
  private static RunnerEngine runner;

  @BeforeAll
  static void storeTwoJobs() throws IOException {
    bucket = Bucket.open(folder.toString(), BucketOptions.defaults());
    GoldenData.store(bucket);
    engine = new QueryEngine(bucket.reader(), GoldenData.OPTIONS);
    runner = new RunnerEngine(bucket.reader(), GoldenData.OPTIONS);
  }

  @AfterAll
  static void close() {
    runner.close();
    engine.close();
    bucket.close();
  }

  static List<String> queries() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<Path> sorted = files.sorted().toList();
      return Stream.concat(
              sorted.stream().map(RelationRunnerTest::query),
              // A statement that is cut into stages.
              Stream.of("up" + " + up".repeat(60)))
          .toList();
    }
  }

  private static String query(Path golden) {
    try (Stream<String> lines = Files.lines(golden)) {
      return lines.findFirst().orElseThrow();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("queries")
  void bothExecutorsGiveTheSameAnswer(String text) throws IOException {
    RangeQuery query = GoldenData.query(text);

    assertThat(json(runner.range(query))).isEqualTo(json(engine.range(query)));
  }

  private static String json(QueryResult result) {
    return new String(PrometheusJson.bytes(result), StandardCharsets.UTF_8)
        + result.warnings()
        + result.infos();
  }
}
