package dev.firebucket.ingest.exposition;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads an exposition into one line of text per entry, for tests to compare.
final class Reading {
  private Reading() {}

  static List<String> text(String exposition) throws ExpositionException {
    return entries(ExpositionFormat.PROMETHEUS_TEXT, exposition);
  }

  static List<String> openMetrics(String exposition) throws ExpositionException {
    return entries(ExpositionFormat.OPENMETRICS_TEXT, exposition);
  }

  static List<String> entries(ExpositionFormat format, String exposition)
      throws ExpositionException {
    return entries(format.parser(exposition.getBytes(StandardCharsets.UTF_8)));
  }

  static List<String> entries(ExpositionParser parser) throws ExpositionException {
    List<String> entries = new ArrayList<>();
    for (Entry entry = parser.next(); entry != Entry.END; entry = parser.next()) {
      entries.add(describe(entry, parser));
    }
    return entries;
  }

  private static String describe(Entry entry, ExpositionParser parser) throws ExpositionException {
    return switch (entry) {
      case HELP -> "help " + parser.familyName() + ": " + parser.text();
      case UNIT -> "unit " + parser.familyName() + ": " + parser.text();
      case TYPE -> "type " + parser.familyName() + ": " + parser.type().label();
      case SAMPLE -> sample(parser);
      case END -> "end";
    };
  }

  private static String sample(ExpositionParser parser) throws ExpositionException {
    Exemplar exemplar = parser.exemplar();
    String time = parser.hasTimestamp() ? " @" + parser.timestampMillis() : "";
    String example = exemplar == null ? "" : " # " + exemplar.labels() + " " + exemplar.value();
    String when =
        exemplar != null && exemplar.timestampMillis().isPresent()
            ? " @" + exemplar.timestampMillis().getAsLong()
            : "";
    return parser.labels() + " " + parser.value() + time + example + when;
  }
}
