package dev.firebucket.ingest.scrape;

import dev.firebucket.ingest.exposition.Entry;
import dev.firebucket.ingest.exposition.ExpositionParser;
import dev.firebucket.ingest.exposition.MetricType;
import dev.firebucket.ingest.exposition.SeriesTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The metadata of one target. A line that was seen before costs a look-up of its bytes, no text is
/// made. Not for use by several threads.
final class MetadataMemory {
  /// How many scrapes metadata outlives its last line, as in Prometheus.
  private static final int KEPT_SCRAPES = 10;

  /// Lines of a scrape that come and go: then those that it does not have are forgotten at once.
  private static final int MOST_SPARE = 1000;

  private static final class Family {
    MetricType type = MetricType.UNKNOWN;
    String help = "";
    String unit = "";
    long lastSeen;
  }

  private record Line(Entry kind, Family family, MetricType type, String text, long[] lastSeen) {}

  private final Map<String, Family> families = new HashMap<>();
  private final SeriesTable<Line> lines = new SeriesTable<>();
  private int linesOfScrape;

  void begin() {
    lines.rewind();
    linesOfScrape = 0;
  }

  /// Takes note of the HELP, TYPE or UNIT line that the parser has just read.
  void read(Entry kind, ExpositionParser parser, long scrape) {
    Line line = lines.find(parser.buffer(), parser.entryStart(), parser.entryEnd());
    if (line == null) {
      Family family = families.computeIfAbsent(parser.familyName(), name -> new Family());
      String text = kind == Entry.TYPE ? "" : parser.text();
      line = new Line(kind, family, parser.type(), text, new long[] {-1});
      lines.add(parser.buffer(), parser.entryStart(), parser.entryEnd(), line);
    }
    if (line.lastSeen()[0] != scrape) {
      line.lastSeen()[0] = scrape;
      linesOfScrape++;
    }
    apply(line);
    line.family().lastSeen = scrape;
  }

  private static void apply(Line line) {
    switch (line.kind()) {
      case HELP -> line.family().help = line.text();
      case UNIT -> line.family().unit = line.text();
      case TYPE -> line.family().type = line.type();
      case SAMPLE, END -> throw new IllegalArgumentException(line.kind() + " is no metadata");
    }
  }

  /// Forgets what was not seen for a while, after a scrape that succeeded.
  void end(long scrape) {
    if (lines.size() > linesOfScrape) {
      boolean churns = lines.size() > 2L * linesOfScrape + MOST_SPARE;
      long kept = churns ? 0 : KEPT_SCRAPES;
      lines.removeIf(line -> scrape - line.lastSeen()[0] > kept);
      families.values().removeIf(family -> scrape - family.lastSeen > kept);
    }
  }

  List<MetricMetadata> all() {
    return families.entrySet().stream()
        .map(
            entry ->
                new MetricMetadata(
                    entry.getKey(),
                    entry.getValue().type,
                    entry.getValue().help,
                    entry.getValue().unit))
        .toList();
  }
}
