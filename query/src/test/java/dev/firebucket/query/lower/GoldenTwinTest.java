package dev.firebucket.query.lower;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.query.ast.AggregateOperator;
import dev.firebucket.query.ast.FunctionSignature;
import dev.firebucket.query.engine.EngineOptions;
import dev.firebucket.query.engine.Explanation;
import dev.firebucket.query.engine.QueryEngine;
import dev.firebucket.query.engine.RangeQuery;
import dev.firebucket.query.functions.PromqlFunctions;
import dev.firebucket.query.histogram.HistogramText;
import dev.firebucket.query.result.MatrixResult;
import dev.firebucket.query.result.MatrixSeries;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
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
  private static final long START = 1_700_000_000_000L;
  private static final long MINUTE = 60_000;
  private static final Path FOLDER =
      Path.of(System.getProperty("firebucket.repository", ".."), "query/src/test/resources/golden");

  @TempDir private static Path folder;
  private static Bucket bucket;
  private static QueryEngine engine;

  @BeforeAll
  static void storeTwoJobs() throws IOException {
    bucket = Bucket.open(folder.toString(), BucketOptions.defaults());
    engine = new QueryEngine(bucket.reader(), withFeatures());
    SampleBatch batch = new SampleBatch();
    for (int i = 0; i <= 10; i++) {
      long time = START + i * MINUTE;
      batch.append(series("requests_total", "api", "a"), time, 60 * i);
      batch.append(series("requests_total", "api", "b"), time, 120 * i);
      batch.append(series("requests_total", "db", "c"), time, 30 * (i % 4));
      batch.append(series("up", "api", "a"), time, 1);
      batch.append(series("up", "api", "b"), time, i % 2);
      batch.append(series("up", "db", "c"), time, 1);
      batch.append(series("build_info", "api", "a").with("version", "1.0"), time, 1);
      batch.append(bucket("0.1"), time, i);
      batch.append(bucket("1"), time, 3 * i);
      batch.append(bucket("+Inf"), time, 4 * i);
      batch.series(series("sizes", "api", "a")).append(time, histogram(0, i));
      batch.series(series("sizes", "api", "b")).append(time, histogram(1, 2 * i));
    }
    bucket.writer().write(batch);
  }

  private static EngineOptions withFeatures() {
    return EngineOptions.DEFAULT.withFeatures(
        Set.of(
            "promql-experimental-functions",
            "promql-binop-fill-modifiers",
            "promql-extended-range-selectors"));
  }

  private static LabelSet series(String name, String job, String instance) {
    return LabelSet.of(LabelSet.NAME, name, "job", job, "instance", instance);
  }

  private static FloatHistogram histogram(int schema, double count) {
    return new FloatHistogram(
        schema,
        0,
        0,
        3 * count,
        5 * count,
        List.of(new FloatHistogram.Span(1, 2)),
        new double[] {count, 2 * count},
        List.of(),
        new double[0],
        new double[0],
        FloatHistogram.ResetHint.UNKNOWN);
  }

  private static LabelSet bucket(String le) {
    return LabelSet.of(LabelSet.NAME, "latency_bucket", "job", "api", "le", le);
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
    RangeQuery query =
        new RangeQuery(
            text,
            START + 5 * MINUTE,
            START + 10 * MINUTE,
            MINUTE,
            Duration.ofMinutes(5),
            Duration.ofMinutes(1));
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
