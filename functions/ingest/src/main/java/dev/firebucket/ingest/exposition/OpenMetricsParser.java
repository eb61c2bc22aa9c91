package dev.firebucket.ingest.exposition;

import dev.firebucket.go.text.Quote;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// OpenMetrics text 1.0, as Prometheus reads it: the tokens of the specification (single blanks, no
/// other comments, `# EOF` at the end), without its rules on families and suffixes.
///
/// `_created` lines are samples like any other: Prometheus keeps them as series unless start
/// timestamps are switched on (<https://prometheus.io/docs/specs/om/open_metrics_spec/>).
final class OpenMetricsParser extends ExpositionParser {
  private static final String NO_EOF = "data does not end with # EOF";

  /// Where the labels of the exemplar begin, 0 where there is none.
  private int exemplarStart;

  private double exemplarValue;
  private OptionalLong exemplarMillis = OptionalLong.empty();

  OpenMetricsParser(byte[] body, int length) {
    super(body, length, (byte) 0);
  }

  @Override
  public Entry next(byte @Nullable [] expected) throws ExpositionException {
    entryStart = position;
    exemplarStart = 0;
    if (position >= limit) {
      throw failure(NO_EOF);
    }
    if (buffer[position] == '#') {
      return metadata();
    }
    readSeries(expected);
    readValue();
    return Entry.SAMPLE;
  }

  private Entry metadata() throws ExpositionException {
    if (wordAt(position, "# HELP ")) {
      readText("HELP");
      requireUtf8Help(textStart, textEnd);
      return Entry.HELP;
    }
    if (wordAt(position, "# TYPE ")) {
      readText("TYPE");
      type = metricType();
      return Entry.TYPE;
    }
    if (wordAt(position, "# UNIT ")) {
      readText("UNIT");
      requireUnitSuffix();
      return Entry.UNIT;
    }
    if (wordAt(position, "# EOF")) {
      return end(position + 5);
    }
    throw unexpected("expected a valid start token", position);
  }

  private Entry end(int after) throws ExpositionException {
    int rest = buffer[after] == '\n' ? after + 1 : after;
    if (rest < limit) {
      position = rest;
      throw failure("unexpected data after # EOF");
    }
    return Entry.END;
  }

  private void readText(String keyword) throws ExpositionException {
    int nameEnd = readFamily(keyword, position + 7);
    int lineEnd = nameEnd;
    while (lineEnd < limit && buffer[lineEnd] != '\n') {
      lineEnd++;
    }
    if (buffer[nameEnd] != ' ' || lineEnd == limit) {
      throw failure("expected text in " + keyword);
    }
    textStart = nameEnd + 1;
    textEnd = lineEnd;
    position = lineEnd + 1;
  }

  private MetricType metricType() throws ExpositionException {
    String word = string(textStart, textEnd);
    return switch (word) {
      case "counter" -> MetricType.COUNTER;
      case "gauge" -> MetricType.GAUGE;
      case "histogram" -> MetricType.HISTOGRAM;
      case "gaugehistogram" -> MetricType.GAUGEHISTOGRAM;
      case "summary" -> MetricType.SUMMARY;
      case "info" -> MetricType.INFO;
      case "stateset" -> MetricType.STATESET;
      case "unknown" -> MetricType.UNKNOWN;
      default -> {
        position = entryStart;
        throw failure("invalid metric type " + Quote.string(word));
      }
    };
  }

  private void requireUnitSuffix() throws ExpositionException {
    String unit = string(textStart, textEnd);
    if (!unit.isEmpty() && !familyName().endsWith("_" + unit)) {
      position = entryStart;
      throw failure(
          "unit " + Quote.string(unit) + " not a suffix of metric " + Quote.string(familyName()));
    }
  }

  private void readValue() throws ExpositionException {
    int end = endOfField("expected value after metric");
    value = number(position + 1, end);
    position = end;
    hasTimestamp = false;
    if (buffer[position] == ' ' && !wordAt(position, " # {")) {
      timestamp = millis("expected timestamp", "timestamp");
      hasTimestamp = true;
    }
    if (wordAt(position, " # {")) {
      readExemplar();
    }
    endLine();
  }

  private void readExemplar() throws ExpositionException {
    exemplarStart = position + 4;
    position = exemplarStart;
    clearSpans();
    forgetSpans();
    lexLabels(true);
    int end = endOfField("expected value after exemplar labels");
    exemplarValue = number(position + 1, end);
    position = end;
    exemplarMillis =
        buffer[position] == ' '
            ? OptionalLong.of(millis("expected timestamp", "exemplar timestamp"))
            : OptionalLong.empty();
  }

  /// The end of the field that begins with the single blank at `position`.
  private int endOfField(String expected) throws ExpositionException {
    int start = position + 1;
    int end = start;
    if (buffer[position] == ' ') {
      while (buffer[end] > ' ' || !endsField(buffer[end])) {
        end++;
      }
    }
    if (end == start) {
      throw position >= limit ? failure(NO_EOF) : unexpected(expected, position);
    }
    return end;
  }

  private static boolean endsField(byte c) {
    return c == ' ' || c == '\n' || c == 0;
  }

  private long millis(String expected, String what) throws ExpositionException {
    int end = endOfField(expected);
    double seconds = number(position + 1, end);
    if (Double.isNaN(seconds) || Double.isInfinite(seconds)) {
      throw failure("invalid " + what + " " + string(position + 1, end));
    }
    position = end;
    double millis = seconds * 1000;
    // As Go converts on the machines that Prometheus runs on: what does not fit is long ago.
    return Math.abs(millis) < 0x1p63 ? (long) millis : Long.MIN_VALUE;
  }

  private void endLine() throws ExpositionException {
    if (position >= limit) {
      throw failure(NO_EOF);
    }
    if (buffer[position] != '\n') {
      throw unexpected("expected next entry", position);
    }
    position++;
  }

  @Override
  public String text() {
    return Escapes.resolve(buffer, textStart, textEnd);
  }

  @Override
  public @Nullable Exemplar exemplar() throws ExpositionException {
    if (exemplarStart == 0) {
      return null;
    }
    int after = position;
    position = exemplarStart;
    clearSpans();
    forgetSpans();
    lexLabels(true);
    position = after;
    return new Exemplar(rawLabels(), exemplarValue, exemplarMillis);
  }

  /// No blanks between tokens.
  @Override
  int afterBlanks(int at) {
    return at;
  }

  @Override
  boolean commasSeparate() {
    return true;
  }

  @Override
  boolean linesEndValues() {
    return true;
  }
}
