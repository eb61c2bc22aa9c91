package dev.firebucket.query.lower;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.go.text.Quote;
import dev.firebucket.query.engine.EngineOptions;
import dev.firebucket.query.engine.InstantQuery;
import dev.firebucket.query.engine.QueryEngine;
import dev.firebucket.query.result.QueryResult;
import dev.firebucket.query.result.QueryResult.VectorResult;
import dev.firebucket.query.result.VectorSample;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever text a query holds, it means itself: nothing of it is read as SQL.
class TextInSqlTest {
  private static final long NOW = 1_700_000_000_000L;

  @TempDir private static Path folder;
  private static Bucket bucket;
  private static QueryEngine engine;

  @BeforeAll
  static void storeOneSeriesPerText() throws IOException {
    bucket = Bucket.open(folder.toString(), BucketOptions.defaults());
    engine =
        new QueryEngine(
            bucket.reader(),
            EngineOptions.DEFAULT.withFeatures(Set.of("promql-experimental-functions")));
    SampleBatch batch = new SampleBatch();
    for (String text : texts().toList()) {
      LabelSet stored =
          LabelSet.of(LabelSet.NAME, "stored", "job", "j", "text", text, "k" + text, "v");
      batch.append(stored, NOW, 3);
      batch.append(stored.with(LabelSet.NAME, "twin"), NOW, 4);
      batch.append(LabelSet.of(LabelSet.NAME, "named" + text), NOW, 6);
      batch.append(
          LabelSet.of(LabelSet.NAME, "about_info", "job", "j", "instance", text, "k" + text, "w"),
          NOW,
          1);
      batch.append(LabelSet.of(LabelSet.NAME, "about", "job", "j", "instance", text), NOW, 5);
    }
    bucket.writer().write(batch);
  }

  @AfterAll
  static void close() {
    engine.close();
    bucket.close();
  }

  static Stream<String> texts() {
    return AwkwardTexts.all();
  }

  private static QueryResult answer(String query) {
    return engine.instant(
        new InstantQuery(query, NOW, Duration.ofMinutes(5), Duration.ofMinutes(1)));
  }

  private static LabelSet labels(String query) {
    List<VectorSample> samples = ((VectorResult) answer(query)).samples();
    assertThat(samples).as(query).hasSize(1);
    return samples.getFirst().labels();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void asAReplacement(String text) {
    String written = Quote.string(text.replace("$", "$$"));
    assertThat(labels("label_replace(vector(1), \"x\", " + written + ", \"\", \"\")"))
        .isEqualTo(LabelSet.EMPTY.with("x", text));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void asTheSourceAndTheNameOfAReplacement(String text) {
    String name = Quote.string("k" + text);
    assertThat(
            labels(
                "label_replace(%s, %s, \"$1$1\", %s, \"(.*)\")"
                    .formatted(stored(text), name, name)))
        .isEqualTo(storedLabels(text).with("k" + text, "vv"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void asARegularExpression(String text) {
    String regex = Quote.string(quoted(text));
    assertThat(
            labels(
                "label_replace(%s, \"x\", \"met\", \"text\", %s)".formatted(stored(text), regex)))
        .isEqualTo(storedLabels(text).with("x", "met"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void asASeparatorASourceAndADestinationOfAJoin(String text) {
    String name = Quote.string("k" + text);
    assertThat(
            labels(
                "label_join(%s, %s, %s, \"job\", %s)"
                    .formatted(stored(text), name, Quote.string(text), name)))
        .isEqualTo(storedLabels(text).with("k" + text, "j" + text + "v"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void asALabelOfCountedValues(String text) {
    assertThat(labels("count_values(" + Quote.string("k" + text) + ", vector(1))"))
        .isEqualTo(LabelSet.EMPTY.with("k" + text, "1"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void asALabelToGroupBy(String text) {
    String name = Quote.string("k" + text);
    assertThat(labels("sum by (" + name + ") (" + stored(text) + ")"))
        .isEqualTo(LabelSet.EMPTY.with("k" + text, "v"));
    assertThat(labels("sum without (" + name + ", text) (" + stored(text) + ")"))
        .isEqualTo(LabelSet.of("job", "j"));
    assertThat(labels("topk by (" + name + ") (1, " + stored(text) + ")"))
        .isEqualTo(storedLabels(text));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void asALabelToMatchOnAndToInclude(String text) {
    String name = Quote.string("k" + text);
    String twin = stored(text).replace("stored", "twin");
    LabelSet unnamed = storedLabels(text).withoutMetadata();
    assertThat(labels("%s + on (%s) %s".formatted(stored(text), name, twin)))
        .isEqualTo(LabelSet.EMPTY.with("k" + text, "v"));
    assertThat(labels("%s + ignoring (%s) %s".formatted(stored(text), name, twin)))
        .isEqualTo(unnamed.with("k" + text, ""));
    assertThat(
            labels(
                "%s + on (text) group_left (%s) label_replace(%s, %s, \"w\", \"\", \"\")"
                    .formatted(stored(text), name, twin, name)))
        .isEqualTo(unnamed.with("k" + text, "w"));
    assertThat(labels("%s and on (%s) %s".formatted(stored(text), name, twin)))
        .isEqualTo(storedLabels(text));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void asALabelOfInfo(String text) {
    assertThat(
            labels(
                "info(about{instance=%s}, {%s=~\".+\", __name__=\"about_info\"})"
                    .formatted(Quote.string(text), Quote.string("k" + text))))
        .isEqualTo(
            LabelSet.of(LabelSet.NAME, "about", "job", "j", "instance", text)
                .with("k" + text, "w"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void asAValueOfAMatcher(String text) {
    assertThat(labels("stored{text=~" + Quote.string(quoted(text)) + "}"))
        .isEqualTo(storedLabels(text));
    assertThat(labels("absent(stored{text=" + Quote.string(text + "!") + "})"))
        .isEqualTo(LabelSet.of("text", text + "!"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void asTheNameOfAMetric(String text) {
    String name = "named" + text;
    assertThat(labels("{" + Quote.string(name) + "}")).isEqualTo(LabelSet.of(LabelSet.NAME, name));
  }

  private static String stored(String text) {
    return "stored{text=" + Quote.string(text) + "}";
  }

  private static LabelSet storedLabels(String text) {
    return LabelSet.of(LabelSet.NAME, "stored", "job", "j", "text", text, "k" + text, "v");
  }

  /// As Go's `regexp.QuoteMeta`.
  private static String quoted(String text) {
    return text.replaceAll("[\\\\.+*?()|\\[\\]{}^$]", "\\\\$0");
  }
}
