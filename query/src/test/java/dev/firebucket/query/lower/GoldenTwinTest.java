package dev.firebucket.query.lower;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.query.ast.AggregateOperator;
import dev.firebucket.query.ast.FunctionSignature;
import dev.firebucket.query.engine.Explanation;
import dev.firebucket.query.engine.QueryEngine;
import dev.firebucket.query.engine.RangeQuery;
import dev.firebucket.query.functions.PromqlFunctions;
import dev.firebucket.query.histogram.HistogramText;
import dev.firebucket.query.result.MatrixSeries;
import dev.firebucket.query.result.QueryResult.MatrixResult;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One file per construct, function and aggregation under `src/test/resources/golden`: a query, its
/// plan, its SQL, its rows.
///
/// A file's first line is the query; the test writes the rest anew when it is run with
/// `-Dgolden.update=true`, to be read before it is committed.
class GoldenTwinTest {
  private static final long START = GoldenData.START;
  private static final long MINUTE = GoldenData.MINUTE;
  private static final Path FOLDER =
      Path.of(System.getProperty("firebucket.repository", ".."), "query/src/test/resources/golden");

  @TempDir private static Path folder;
  private static Bucket bucket;
  private static QueryEngine engine;

  @BeforeAll
  static void storeTwoJobs() throws IOException {
    bucket = Bucket.open(folder.toString(), BucketOptions.defaults());
    engine = new QueryEngine(bucket.reader(), GoldenData.OPTIONS);
    GoldenData.store(bucket);
  }

  @AfterAll
  static void close() {
    engine.close();
    bucket.close();
  }

  static List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void everyFunctionAndEveryAggregationHasATwin() throws IOException {
    StringBuilder queries = new StringBuilder();
    for (String file : files()) {
      queries.append(Files.readString(FOLDER.resolve(file)).lines().findFirst().orElse(""));
      queries.append('\n');
    }
    Stream<String> names =
        Stream.concat(
            PromqlFunctions.all().stream().map(FunctionSignature::name),
            Stream.of(AggregateOperator.values()).map(AggregateOperator::keyword));
    assertThat(names.filter(name -> !isCalledIn(queries, name))).isEmpty();
  }

  private static boolean isCalledIn(CharSequence queries, String name) {
    return Pattern.compile("\\b" + name + "( by| without)? ?\\(").matcher(queries).find();
  }

  @ParameterizedTest
  @MethodSource("files")
  void aQueryHasThePlanTheSqlAndTheRowsOfItsFile(String name) throws IOException {
    Path file = FOLDER.resolve(name);
    String expected = Files.readString(file);
    String actual = written(expected.lines().findFirst().orElseThrow());
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(file, actual);
    }
    assertThat(actual).isEqualTo(expected);
  }

  private static String written(String text) {
    RangeQuery query = GoldenData.query(text);
    Explanation explanation = engine.explain(query);
    StringBuilder out = new StringBuilder(text).append("\n\n-- plan\n");
    out.append(explanation.plan()).append("\n-- sql\n").append(explanation.sql());
    out.append("\n\n-- rows\n");
    for (MatrixSeries series : ((MatrixResult) engine.range(query)).series()) {
      out.append(series.labels()).append(" =>");
      series
          .points()
          .forEach(
              (time, value, histogram) ->
                  out.append(' ')
                      .append(histogram == null ? value : HistogramText.of(histogram))
                      .append('@')
                      .append((time - START) / MINUTE)
                      .append('m'));
      out.append('\n');
    }
    return out.toString();
  }
}
