package dev.firebucket.ingest.exposition;

import dev.firebucket.go.text.Quote;
import org.jspecify.annotations.Nullable;

/// Prometheus text format 0.0.4 and 1.0.0.
///
/// Tokens may be separated by any number of blanks and tabs, comments and empty lines stand
/// anywhere, the last line needs no line break.
final class PrometheusTextParser extends ExpositionParser {
  private boolean helpEntry;

  PrometheusTextParser(byte[] body, int length) {
    super(body, length, (byte) '\n');
  }

  @Override
  public Entry next(byte @Nullable [] expected) throws ExpositionException {
    while (position <= limit) {
      entryStart = position;
      int at = afterBlanks(position);
      switch (buffer[at]) {
        case '\n' -> position = at + 1;
        case 0 -> {
          // Prometheus takes a NUL at the start of a line for the end of the exposition.
          position = limit + 1;
        }
        case '#' -> {
          Entry entry = comment(at + 1);
          if (entry != null) {
            return entry;
          }
        }
        default -> {
          readSeries(expected);
          readValue();
          return Entry.SAMPLE;
        }
      }
    }
    return Entry.END;
  }

  private @Nullable Entry comment(int afterHash) throws ExpositionException {
    int word = afterBlanks(afterHash);
    if (word > afterHash && isBlank(buffer[Math.min(limit, word + 4)])) {
      if (wordAt(word, "HELP")) {
        return metadata("HELP", afterBlanks(word + 4));
      }
      if (wordAt(word, "TYPE")) {
        return metadata("TYPE", afterBlanks(word + 4));
      }
    }
    position = endOfLine(afterHash) + 1;
    return null;
  }

  private Entry metadata(String keyword, int nameStart) throws ExpositionException {
    int nameEnd = readFamily(keyword, nameStart);
    int lineEnd = endOfLine(nameEnd);
    // One separator, whatever it is, goes; a text of nothing but blanks is none.
    boolean empty = afterBlanks(nameEnd) >= lineEnd;
    textStart = empty ? lineEnd : nameEnd + 1;
    textEnd = lineEnd;
    helpEntry = keyword.equals("HELP");
    if (helpEntry) {
      requireUtf8Help(textStart, textEnd);
    } else {
      type = metricType();
    }
    position = lineEnd + 1;
    return helpEntry ? Entry.HELP : Entry.TYPE;
  }

  private MetricType metricType() throws ExpositionException {
    String word = string(textStart, textEnd);
    return switch (word) {
      case "counter" -> MetricType.COUNTER;
      case "gauge" -> MetricType.GAUGE;
      case "histogram" -> MetricType.HISTOGRAM;
      case "summary" -> MetricType.SUMMARY;
      case "untyped" -> MetricType.UNKNOWN;
      default -> throw failure("invalid metric type " + Quote.string(word));
    };
  }

  private void readValue() throws ExpositionException {
    int start = afterBlanks(position);
    int end = start;
    while (buffer[end] > ' ' ? buffer[end] != '{' : !endsValue(buffer[end])) {
      end++;
    }
    if (end == start) {
      throw unexpected("expected value after metric", start);
    }
    position = start;
    value = number(start, end);
    hasTimestamp = false;
    position = afterBlanks(end);
    if (buffer[position] != '\n') {
      readTimestamp();
    }
    position++;
  }

  /// For bytes up to the blank: UTF-8 beyond ASCII is negative and does not end a value.
  private static boolean endsValue(byte c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '{' || c == 0;
  }

  private void readTimestamp() throws ExpositionException {
    int start = position;
    int end = start;
    long millis = 0;
    while (FloatBytes.isDigit(buffer[end])) {
      int digit = buffer[end++] - '0';
      if (millis > (Long.MAX_VALUE - digit) / 10) {
        throw failure(
            "strconv.ParseInt: parsing "
                + Quoted.bytes(buffer, start, endOfLine(start))
                + ": value out of range while parsing: "
                + Quoted.bytes(buffer, entryStart, end));
      }
      millis = millis * 10 + digit;
    }
    if (end == start) {
      throw unexpected("expected timestamp or new record", start);
    }
    position = afterBlanks(end);
    if (buffer[position] != '\n') {
      throw unexpected("expected next entry after timestamp", position);
    }
    hasTimestamp = true;
    timestamp = millis;
  }

  private int endOfLine(int at) {
    int end = at;
    while (buffer[end] != '\n') {
      end++;
    }
    return end;
  }

  @Override
  public String text() {
    return helpEntry ? Escapes.resolveHelp(buffer, textStart, textEnd) : string(textStart, textEnd);
  }

  @Override
  public @Nullable Exemplar exemplar() {
    return null;
  }

  @Override
  int afterBlanks(int at) {
    int next = at;
    while (isBlank(buffer[next])) {
      next++;
    }
    return next;
  }

  @Override
  boolean commasSeparate() {
    return false;
  }

  @Override
  boolean linesEndValues() {
    return false;
  }
}
