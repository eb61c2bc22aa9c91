package dev.firebucket.ingest.exposition;

import dev.firebucket.go.number.OpenMetricsNumber;
import dev.firebucket.go.text.Quote;
import dev.firebucket.storage.model.LabelSet;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Walks over one exposition, an entry at a time.
///
/// ```
/// for (Entry entry = parser.next(); entry != Entry.END; entry = parser.next()) { … }
/// ```
///
/// The accessors speak of the entry that [#next()] answered last. Series are given as the raw bytes
/// from [#seriesStart()] to [#seriesEnd()] in [#buffer()]: two series of the same bytes have the
/// same labels, so a caller keeps labels by these bytes ([SeriesTable]) and asks for [#labels()]
/// only once. Not for use by several threads.
public abstract sealed class ExpositionParser extends ByteCursor
    permits PrometheusTextParser, OpenMetricsParser {
  private static final int UNSET = -1;

  int familyStart;
  int familyEnd;
  int textStart;
  int textEnd;
  MetricType type = MetricType.UNKNOWN;

  double value;
  boolean hasTimestamp;
  long timestamp;

  private int seriesEnd;

  /// Name, then label name and label value in turn: start and end of each, without quotes.
  private int[] spans = new int[32];

  private int spanCount;
  private boolean lexed;

  ExpositionParser(byte[] body, int length, byte sentinel) {
    super(body, length, sentinel);
  }

  /// Reads the next entry.
  ///
  /// @throws ExpositionException where the exposition is not of this format: nothing of it counts
  public final Entry next() throws ExpositionException {
    return next(null);
  }

  /// Reads the next entry; a sample whose raw series is `expected` (as an earlier exposition of the
  /// same format gave it) is known at once, without a look at its labels.
  public abstract Entry next(byte @Nullable [] expected) throws ExpositionException;

  /// The exposition; not to be changed.
  public final byte[] buffer() {
    return buffer;
  }

  /// The name of the family of HELP, TYPE and UNIT, as it stands there, without quotes.
  public final String familyName() {
    return string(familyStart, familyEnd);
  }

  /// The text of HELP (escapes resolved) and UNIT.
  public abstract String text();

  /// The type that the last TYPE entry set; it holds until the next.
  public final MetricType type() {
    return type;
  }

  /// Where the entry begins in [#buffer()].
  public final int entryStart() {
    return entryStart;
  }

  /// Where the next entry begins.
  public final int entryEnd() {
    return position;
  }

  public final int seriesStart() {
    return entryStart;
  }

  public final int seriesEnd() {
    return seriesEnd;
  }

  /// The value of the sample; every NaN is the same one.
  public final double value() {
    return value;
  }

  public final boolean hasTimestamp() {
    return hasTimestamp;
  }

  /// The sample's own timestamp in milliseconds since the epoch; only where [#hasTimestamp()].
  public final long timestampMillis() {
    return timestamp;
  }

  /// The exemplar of the sample, null where there is none.
  public abstract @Nullable Exemplar exemplar() throws ExpositionException;

  /// The labels of the sample as the target exposes them, the metric name among them; `le` of
  /// histograms and `quantile` of summaries in canonical form.
  ///
  /// @throws ExpositionException for a name that is no UTF-8 or that stands twice
  public final LabelSet labels() throws ExpositionException {
    lexAgain();
    LabelSet.Builder labels = LabelSet.builder();
    Set<String> names = HashSet.newHashSet(labelCount() + 1);
    names.add(LabelSet.NAME);
    labels.set(LabelSet.NAME, name(spans[0], spans[1]));
    for (int i = 2; i < spanCount; i += 4) {
      String name = name(spans[i], spans[i + 1]);
      if (!names.add(name)) {
        throw failure(
            "label name " + Quote.string(name) + " is not unique: invalid sample", entryStart);
      }
      labels.set(name, canonical(name, Escapes.resolve(buffer, spans[i + 2], spans[i + 3])));
    }
    return labels.build();
  }

  /// How many labels the sample has, its name not among them.
  public final int labelCount() throws ExpositionException {
    lexAgain();
    return spanCount / 4;
  }

  private void lexAgain() throws ExpositionException {
    if (!lexed) {
      int after = position;
      position = entryStart;
      lexSeries();
      lexed = true;
      position = after;
    }
  }

  /// Whether the target exposes a label of this name, be its value empty; after [#labels()].
  ///
  /// An empty label is no label, yet it says that there shall be none: Pushgateways write
  /// `instance=""`.
  public final boolean exposes(String name) {
    for (int i = 2; i < spanCount; i += 4) {
      if (Escapes.resolve(buffer, spans[i], spans[i + 1]).equals(name)) {
        return true;
      }
    }
    return false;
  }

  private String name(int start, int end) throws ExpositionException {
    if (!Utf8.isValid(buffer, start, end)) {
      throw failure(
          "invalid metric name or label names: " + Quoted.bytes(buffer, entryStart, seriesEnd),
          entryStart);
    }
    return Escapes.resolve(buffer, start, end);
  }

  private String canonical(String name, String bound) {
    boolean isBound =
        (type == MetricType.HISTOGRAM && name.equals("le"))
            || (type == MetricType.SUMMARY && name.equals("quantile"));
    if (!isBound) {
      return bound;
    }
    byte[] digits = bound.getBytes(StandardCharsets.UTF_8);
    try {
      return OpenMetricsNumber.of(FloatBytes.parse(digits, 0, digits.length));
    } catch (NumberFormatException notANumber) {
      return bound;
    }
  }

  /// Takes the series at `entryStart` as known if it is `expected`, else lexes it; then `position`
  /// is behind it.
  final void readSeries(byte @Nullable [] expected) throws ExpositionException {
    if (expected != null && stands(expected)) {
      position = entryStart + expected.length;
      lexed = false;
    } else {
      position = entryStart;
      lexSeries();
      lexed = true;
    }
    seriesEnd = position;
  }

  private boolean stands(byte[] series) {
    int end = entryStart + series.length;
    if (end > limit || !Arrays.equals(buffer, entryStart, end, series, 0, series.length)) {
      return false;
    }
    if (series[series.length - 1] == '}') {
      return true;
    }
    int next = end;
    while (isBlank(buffer[next])) {
      next++;
    }
    return next > end && buffer[next] != '{';
  }

  /// Lexes the series at `position`, fills the spans, leaves `position` behind it.
  private void lexSeries() throws ExpositionException {
    spanCount = 0;
    int at = afterBlanks(position);
    if (isNameStart(buffer[at])) {
      position = endOfName(at);
      // Blanks before a name belong to it, as in Prometheus.
      addSpan(entryStart, position);
      int brace = afterBlanks(position);
      if (buffer[brace] == '{') {
        position = brace + 1;
        lexLabels(false);
      }
    } else if (buffer[at] == '{') {
      position = at + 1;
      addSpan(UNSET, UNSET);
      lexLabels(false);
      if (spans[0] == UNSET) {
        throw failure(
            "metric name not set while parsing: " + Quoted.bytes(buffer, entryStart, position));
      }
    } else {
      throw unexpected("expected a valid start token", at);
    }
  }

  /// Lexes labels up to the closing brace, `position` being behind the opening one.
  final void lexLabels(boolean exemplar) throws ExpositionException {
    position = afterBlanks(position);
    while (buffer[position] != '}') {
      lexLabel(exemplar);
    }
    position++;
  }

  private void lexLabel(boolean exemplar) throws ExpositionException {
    int nameStart = position;
    boolean quoted = buffer[position] == '"';
    if (quoted) {
      position = endOfQuoted(position, exemplar, false, "expected label name");
    } else if (isLabelStart(buffer[position])) {
      position = endOfLabelName(position);
    } else {
      throw unexpected("expected label name", position);
    }
    int nameEnd = position;
    position = afterBlanks(position);
    if (quoted && !exemplar && (buffer[position] == ',' || buffer[position] == '}')) {
      setName(nameStart + 1, nameEnd - 1);
      separator();
      return;
    }
    addSpan(quoted ? nameStart + 1 : nameStart, quoted ? nameEnd - 1 : nameEnd);
    if (buffer[position] != '=') {
      throw unexpected(quoted && exemplar ? "expected label name" : "expected equal", position);
    }
    int valueStart = afterBlanks(position + 1);
    if (buffer[valueStart] != '"') {
      throw unexpected("expected label value", valueStart);
    }
    position = endOfQuoted(valueStart, linesEndValues(), true, "expected label value");
    if (!Utf8.isValid(buffer, valueStart, position)) {
      throw failure("invalid UTF-8 label value: " + Quoted.bytes(buffer, valueStart, position));
    }
    addSpan(valueStart + 1, position - 1);
    position = afterBlanks(position);
    separator();
  }

  private void separator() throws ExpositionException {
    if (buffer[position] == ',') {
      position = afterBlanks(position + 1);
    } else if (commasSeparate() && buffer[position] != '}') {
      throw unexpected("expected comma or brace close", position);
    }
  }

  private void setName(int start, int end) throws ExpositionException {
    if (spans[0] != UNSET) {
      throw failure(
          "metric name already set while parsing: " + Quoted.bytes(buffer, entryStart, position));
    }
    spans[0] = start;
    spans[1] = end;
  }

  /// Begins a list of labels that are not those of the series.
  final void clearSpans() {
    spanCount = 0;
  }

  /// The labels lexed last, names and values as they stand: those of an exemplar.
  final LabelSet rawLabels() {
    LabelSet.Builder labels = LabelSet.builder();
    for (int i = 0; i < spanCount; i += 4) {
      labels.set(string(spans[i], spans[i + 1]), string(spans[i + 2], spans[i + 3]));
    }
    return labels.build();
  }

  /// Says that the spans are no longer those of the series.
  final void forgetSpans() {
    lexed = false;
  }

  private void addSpan(int start, int end) {
    if (spanCount + 2 > spans.length) {
      spans = Arrays.copyOf(spans, spans.length * 2);
    }
    spans[spanCount++] = start;
    spans[spanCount++] = end;
  }

  /// Where blanks may stand between tokens, the place behind them; else the place itself.
  abstract int afterBlanks(int at);

  /// Whether labels must be separated by commas.
  abstract boolean commasSeparate();

  /// Whether a label value may not hold a line break.
  abstract boolean linesEndValues();

  /// Reads the name behind HELP, TYPE or UNIT at `at`; the place behind it.
  final int readFamily(String keyword, int at) throws ExpositionException {
    if (buffer[at] == '"') {
      int end = endOfQuoted(at, false, false, "expected metric name after " + keyword);
      familyStart = at + 1;
      familyEnd = end - 1;
      return end;
    }
    if (!isNameStart(buffer[at])) {
      throw unexpected("expected metric name after " + keyword, at);
    }
    familyStart = at;
    familyEnd = endOfName(at);
    return familyEnd;
  }
}
