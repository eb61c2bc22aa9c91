package dev.firebucket.query.promqltest;

import dev.firebucket.query.ast.Expr.NumberLiteral;
import dev.firebucket.query.parser.ParserFeatures;
import dev.firebucket.query.parser.PromqlParser;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.StaleMarker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads series lines of scripts.
final class SeriesNotation {
  private static final Pattern NUMBERS =
      Pattern.compile(
          "(?<start>[+-]?(?:(?:[0-9]+(?:ms|[smhdwy]))+|[0-9.]+(?:[eE][+-]?[0-9]+)?|[iI]nf|[nN]a[nN]))"
              + "(?:(?<sign>[+-])(?<delta>[0-9.]+(?:[eE][+-]?[0-9]+)?|[iI]nf|[nN]a[nN]))?"
              + "(?:x(?<times>[0-9]+))?");
  private static final Pattern HISTOGRAMS =
      Pattern.compile(
          "\\{\\{(?<start>[^}]*)\\}\\}(?:(?<sign>[+-])\\{\\{(?<delta>[^}]*)\\}\\})?"
              + "(?:x(?<times>[0-9]+))?");
  private static final Pattern GAP = Pattern.compile("_(?:x(?<times>[0-9]+))?");

  private static final String STARTS = "@st";

  private SeriesNotation() {}

  /// Reads a line; one with start timestamps has no values.
  ///
  /// @throws IllegalArgumentException when it is none

  static SeriesLine read(String line) {
    int end = endOfMetric(line);
    LabelSet labels = labels(line.substring(0, end));
    return line.startsWith(STARTS, end)
        ? new SeriesLine(
            labels, List.of(), StartNotation.read(line.substring(end + STARTS.length())))
        : new SeriesLine(labels, values(line.substring(end).strip()));
  }

  private static int endOfMetric(String line) {
    int at = 0;
    while (at < line.length() && "{@ \t".indexOf(line.charAt(at)) < 0) {
      at++;
    }
    if (at == line.length() || line.charAt(at) != '{') {
      return at;
    }
    char quote = 0;
    for (at++; at < line.length() && (quote != 0 || line.charAt(at) != '}'); at++) {
      char c = line.charAt(at);
      if (quote != 0 && c == '\\') {
        at++;
      } else if (quote == c) {
        quote = 0;
      } else if (quote == 0 && (c == '"' || c == '\'' || c == '`')) {
        quote = c;
      }
    }
    return Math.min(at + 1, line.length());
  }

  private static LabelSet labels(String metric) {
    LabelSet.Builder labels = LabelSet.builder();
    for (LabelMatcher matcher : PromqlParser.parseSelector(metric)) {
      labels.set(matcher.name(), matcher.value());
    }
    return labels.build();
  }

  private static List<ScriptValue> values(String text) {
    List<ScriptValue> values = new ArrayList<>();
    for (String item : items(text)) {
      add(values, item);
    }
    return values;
  }

  /// The items between blanks; histograms hold blanks of their own.
  private static List<String> items(String text) {
    List<String> items = new ArrayList<>();
    StringBuilder item = new StringBuilder();
    int depth = 0;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0 && Character.isWhitespace(c)) {
        if (!item.isEmpty()) {
          items.add(item.toString());
        }
        item.setLength(0);
      } else {
        item.append(c);
      }
    }
    if (!item.isEmpty()) {
      items.add(item.toString());
    }
    return items;
  }

  private static void add(List<ScriptValue> values, String item) {
    Matcher gap = GAP.matcher(item);
    Matcher numbers = NUMBERS.matcher(item);
    Matcher histograms = HISTOGRAMS.matcher(item);
    if (item.equals("stale")) {
      values.add(new ScriptValue.FloatValue(StaleMarker.VALUE));
    } else if (gap.matches()) {
      int times = gap.group("times") == null ? 1 : Integer.parseInt(gap.group("times"));
      values.addAll(Collections.nCopies(times, new ScriptValue.Absent()));
    } else if (numbers.matches()) {
      numbers(values, numbers);
    } else if (histograms.matches()) {
      histograms(values, histograms);
    } else {
      throw new IllegalArgumentException("no value of a series: " + item);
    }
  }

  private static void numbers(List<ScriptValue> values, Matcher numbers) {
    double value = number(numbers.group("start"));
    String sign = numbers.group("sign");
    double delta = sign == null ? 0 : number(numbers.group("delta"));
    int more = numbers.group("times") == null ? 0 : Integer.parseInt(numbers.group("times"));
    values.add(new ScriptValue.FloatValue(value));
    for (int i = 0; i < more; i++) {
      if (sign != null) {
        value = sign.equals("+") ? value + delta : value - delta;
      }
      values.add(new ScriptValue.FloatValue(value));
    }
  }

  private static void histograms(List<ScriptValue> values, Matcher histograms) {
    ScriptValue.Histogram start = HistogramNotation.read(histograms.group("start"));
    String sign = histograms.group("sign");
    int more = histograms.group("times") == null ? 0 : Integer.parseInt(histograms.group("times"));
    values.add(start);
    if (sign == null) {
      values.addAll(Collections.nCopies(more, start));
      return;
    }
    ScriptValue.Histogram delta = HistogramNotation.read(histograms.group("delta"));
    FloatHistogram sum = start.histogram();
    for (int i = 0; i < more; i++) {
      sum = HistogramSum.add(sum, delta.histogram(), sign.equals("+") ? 1 : -1);
      values.add(new ScriptValue.Histogram(sum, delta.hintWritten()));
    }
  }

  /// A number as Go reads it, or a duration's seconds.
  static double number(String text) {
    String unsigned = text.startsWith("+") || text.startsWith("-") ? text.substring(1) : text;
    NumberLiteral literal = (NumberLiteral) PromqlParser.parse(unsigned, ParserFeatures.ALL);
    double value = literal.value();
    return text.startsWith("-") ? -value : value;
  }
}
