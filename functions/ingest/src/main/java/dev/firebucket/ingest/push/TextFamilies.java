package dev.firebucket.ingest.push;

import dev.firebucket.config.memory.ByteBudget;
import dev.firebucket.config.memory.NoRoomException;
import dev.firebucket.go.number.FloatReader;
import dev.firebucket.go.text.Quote;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads the text format 0.0.4 into families, with the grammar and the error texts of the
/// Pushgateway's parser (`expfmt.TextParser`).
///
/// It is not the scraper's parser ([dev.firebucket.ingest.exposition.PrometheusTextParser]),
/// because the two that they follow differ: this one assembles histograms and summaries, keeps
/// empty labels, requires a line feed after the last line, and reports its own errors at its own
/// places, which clients of the Pushgateway see. One parser with both behaviours would be a switch
/// at nearly every token.
final class TextFamilies {
  private final TextScanner scanner;
  private final ByteBudget.Share room;
  private final Map<String, FamilyBuilder> families = new LinkedHashMap<>();

  private TextFamilies(byte[] body, ByteBudget.Share room) {
    scanner = new TextScanner(body);
    this.room = room;
  }

  /// @param room takes what the body becomes
  /// @return families by name, those without metrics left out
  /// @throws PushRejectedException 400 with line and reason
  static Map<String, PushedFamily> parse(byte[] body, ByteBudget.Share room)
      throws PushRejectedException, NoRoomException {
    TextFamilies reader = new TextFamilies(body, room);
    reader.scanner.skipLeadingBlanks();
    while (!reader.scanner.atEnd()) {
      reader.line();
      reader.scanner.skipLeadingBlanks();
    }
    Map<String, PushedFamily> parsed = new LinkedHashMap<>();
    for (FamilyBuilder family : reader.families.values()) {
      if (!family.isEmpty()) {
        parsed.put(family.name(), family.build());
      }
    }
    return parsed;
  }

  private void line() throws PushRejectedException, NoRoomException {
    if (scanner.take('\n')) {
      return;
    }
    if (scanner.take('#')) {
      comment();
    } else {
      sample();
    }
  }

  private void comment() throws PushRejectedException, NoRoomException {
    scanner.skipBlanks();
    String keyword = scanner.word();
    if (!keyword.equals("HELP") && !keyword.equals("TYPE")) {
      scanner.restOfLine();
      scanner.take('\n');
      return;
    }
    scanner.skipBlanks();
    String name = scanner.name(true);
    if (scanner.take('\n')) {
      return;
    }
    if (scanner.peek() != ' ' && scanner.peek() != '\t') {
      throw scanner.error("invalid metric name in comment");
    }
    FamilyBuilder family = family(name).family();
    scanner.skipBlanks();
    if (keyword.equals("HELP")) {
      help(family);
    } else {
      type(family);
    }
  }

  private void help(FamilyBuilder family) throws PushRejectedException, NoRoomException {
    if (family.hasHelp()) {
      throw scanner.error("second HELP line for metric name " + Quote.string(family.name()));
    }
    String text = scanner.help();
    room.take(2L * text.length());
    family.help(text);
  }

  private void type(FamilyBuilder family) throws PushRejectedException {
    if (family.hasType()) {
      throw scanner.error(
          "second TYPE line for metric name "
              + Quote.string(family.name())
              + ", or TYPE reported after samples");
    }
    String name = scanner.restOfLine();
    FamilyType type =
        FamilyType.named(name)
            .orElseThrow(() -> scanner.error("unknown metric type " + Quote.string(name)));
    scanner.take('\n');
    family.type(type);
  }

  /// A family with the part of it that a sample's name means.
  private record Meant(FamilyBuilder family, Part part) {}

  private enum Part {
    COUNT("_count"),
    SUM("_sum"),
    /// A value of its own, or a bucket of a histogram.
    WHOLE("_bucket");

    final String suffix;

    Part(String suffix) {
      this.suffix = suffix;
    }
  }

  private Meant family(String name) throws NoRoomException {
    FamilyBuilder known = families.get(name);
    if (known != null) {
      return new Meant(known, Part.WHOLE);
    }
    for (Part part : Part.values()) {
      FamilyBuilder owner = ownerOf(name, part);
      if (owner != null) {
        return new Meant(owner, part);
      }
    }
    room.take(MetricCost.ofFamily(name.length()));
    FamilyBuilder made = new FamilyBuilder(name);
    families.put(name, made);
    return new Meant(made, Part.WHOLE);
  }

  /// The histogram or summary that a name with a suffix belongs to, null for none.
  private @Nullable FamilyBuilder ownerOf(String name, Part part) {
    if (!name.endsWith(part.suffix)) {
      return null;
    }
    FamilyBuilder owner = families.get(name.substring(0, name.length() - part.suffix.length()));
    if (owner == null) {
      return null;
    }
    boolean histogram = owner.knownType() == FamilyType.HISTOGRAM;
    boolean summary = owner.knownType() == FamilyType.SUMMARY && part != Part.WHOLE;
    return histogram || summary ? owner : null;
  }

  private void sample() throws PushRejectedException, NoRoomException {
    String name = scanner.name(true);
    if (name.isEmpty()) {
      throw scanner.error("invalid metric name" + quotedName());
    }
    Meant meant = family(name);
    meant.family().defaultType();
    room.take(MetricCost.OF_METRIC);
    scanner.skipBlanks();
    SortedMap<String, String> labels = new TreeMap<>();
    @Nullable Double point = null;
    if (scanner.take('{')) {
      point = labels(name, meant.family(), labels);
    }
    scanner.skipBlanks();
    double value = value();
    boolean timestamped = timestamp();
    add(meant, labels, point, value, timestamped);
  }

  /// The UTF-8 name of `{"name"}`, which the Pushgateway refuses unless a flag allows it.
  private String quotedName() throws PushRejectedException {
    if (!scanner.take('{') || !scanner.take('"')) {
      return "";
    }
    return " " + Quote.string(scanner.labelValue());
  }

  private static void add(
      Meant meant,
      SortedMap<String, String> labels,
      @Nullable Double point,
      double value,
      boolean timestamped) {
    FamilyBuilder.Metric metric = meant.family().metric(labels);
    metric.stamp(timestamped);
    switch (meant.part()) {
      case COUNT -> metric.count(value);
      case SUM -> metric.sum(value);
      case WHOLE -> metric.value(point, value);
    }
  }

  /// Reads labels behind the opening brace; `le` and `quantile` of their families are the answer
  /// instead of labels.
  private @Nullable Double labels(
      String metric, FamilyBuilder family, SortedMap<String, String> labels)
      throws PushRejectedException, NoRoomException {
    @Nullable Double point = null;
    Set<String> names = new HashSet<>();
    scanner.skipBlanks();
    while (!scanner.take('}')) {
      String name = scanner.name(false);
      if (name.isEmpty()) {
        throw scanner.error("invalid label name for metric " + Quote.string(metric));
      }
      if (name.equals("__name__")) {
        throw scanner.error("label name " + Quote.string(name) + " is reserved");
      }
      scanner.skipBlanks();
      if (!scanner.take('=')) {
        throw scanner.error("expected '=' after label name, found " + found());
      }
      if (!names.add(name)) {
        throw scanner.error("duplicate label names for metric " + Quote.string(metric));
      }
      scanner.skipBlanks();
      if (!scanner.take('"')) {
        throw scanner.error("expected '\"' at start of label value, found " + found());
      }
      String value = scanner.labelValue();
      room.take(MetricCost.ofLabel(name.length() + value.length()));
      if (name.equals(family.pointLabel())) {
        point = point(name, value);
      } else {
        labels.put(name, value);
      }
      scanner.skipBlanks();
      if (scanner.take(',')) {
        scanner.skipBlanks();
      } else if (scanner.peek() != '}') {
        throw scanner.error("unexpected end of label value " + Quote.string(value));
      }
    }
    return point;
  }

  private String found() throws PushRejectedException {
    return "'" + (char) scanner.peek() + "'";
  }

  private double point(String label, String value) throws PushRejectedException {
    try {
      return FloatReader.readExposed(value);
    } catch (NumberFormatException e) {
      throw scanner.error(
          "expected float as value for '" + label + "' label, got " + Quote.string(value));
    }
  }

  private double value() throws PushRejectedException {
    String word = scanner.word();
    try {
      return FloatReader.readExposed(word);
    } catch (NumberFormatException e) {
      throw scanner.error("expected float as value, got " + Quote.string(word));
    }
  }

  /// Reads what follows the value; whether it is a timestamp.
  private boolean timestamp() throws PushRejectedException {
    if (scanner.take('\n')) {
      return false;
    }
    scanner.skipBlanks();
    String word = scanner.word();
    try {
      Long.parseLong(word);
    } catch (NumberFormatException e) {
      throw scanner.error("expected integer as timestamp, got " + Quote.string(word));
    }
    String rest = scanner.restOfLine();
    if (!rest.isEmpty()) {
      throw scanner.error("spurious string after timestamp: " + Quote.string(rest));
    }
    scanner.take('\n');
    return true;
  }
}
