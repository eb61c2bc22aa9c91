package dev.firebucket.ruletest;

import dev.firebucket.go.number.FloatText;
import dev.firebucket.go.text.Quote;
import dev.firebucket.go.time.PrometheusDuration;
import dev.firebucket.query.promqltest.InputSeries;
import dev.firebucket.query.result.MatrixSeries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How alerts and samples look in messages: as promtool writes them.
final class TestText {
  private static final Pattern PLAIN_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

  /// Before each line of what was expected and what came.
  private static final String INDENT = " ".repeat(12);

  private TestText() {}

  /// A time from the start of a test: `1m`.
  static String time(Duration at) {
    return PrometheusDuration.format(at);
  }

  /// All labels between braces, the name of the metric among them.
  static String labels(Map<String, String> labels) {
    StringJoiner all = new StringJoiner(", ", "{", "}");
    labels.forEach(
        (name, value) ->
            all.add(
                (PLAIN_NAME.matcher(name).matches() ? name : Quote.string(name))
                    + "="
                    + Quote.string(value)));
    return all.toString();
  }

  /// The samples that a query gave, or should give.
  static String samples(List<GivenSample> samples) {
    return samples.isEmpty()
        ? "nil"
        : samples.stream().map(TestText::sample).collect(Collectors.joining(", "));
  }

  private static String sample(GivenSample sample) {
    String value =
        sample.histogram().isEmpty()
            ? FloatText.format(sample.value(), 'E', FloatText.SHORTEST)
            : sample.histogram();
    return labels(sample.labels().toMap()) + " " + value;
  }

  /// Alerts, one after the other, on lines of their own.
  static String alerts(List<GivenAlert> alerts) {
    if (alerts.isEmpty()) {
      return "[]";
    }
    StringJoiner all = new StringJoiner(",\n", "[\n", "\n]");
    for (int i = 0; i < alerts.size(); i++) {
      GivenAlert alert = alerts.get(i);
      all.add(
          "%d:\n  Labels:%s\n  Annotations:%s"
              .formatted(i, labels(alert.labels()), labels(alert.annotations())));
    }
    return all.toString().replace("\n", "\n" + INDENT);
  }

  /// A series, and its samples a line each.
  static List<String> series(MatrixSeries series) {
    List<String> lines = new ArrayList<>();
    lines.add(labels(series.labels().toMap()) + " =>");
    series
        .points()
        .forEach(
            (time, value, histogram) ->
                lines.add(
                    "%s @[%d]"
                        .formatted(
                            histogram == null
                                ? FloatText.plain(value)
                                : InputSeries.text(histogram),
                            time)));
    return lines;
  }
}
