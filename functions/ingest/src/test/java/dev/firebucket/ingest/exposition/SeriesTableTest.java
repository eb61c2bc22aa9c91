package dev.firebucket.ingest.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SeriesTableTest {
  private final SeriesTable<String> table = new SeriesTable<>();

  /// Reads a body as a scrape does: what the table knows, and what is new.
  private List<String> scrape(String body) throws ExpositionException {
    ExpositionParser parser =
        ExpositionFormat.PROMETHEUS_TEXT.parser(body.getBytes(StandardCharsets.UTF_8));
    List<String> seen = new ArrayList<>();
    table.rewind();
    while (parser.next(table.expected()) != Entry.END) {
      String known = table.find(parser.buffer(), parser.seriesStart(), parser.seriesEnd());
      if (known == null) {
        String labels = parser.labels().toString();
        table.add(parser.buffer(), parser.seriesStart(), parser.seriesEnd(), labels);
        seen.add("new " + labels + " " + parser.value());
      } else {
        assertThat(parser.labels()).hasToString(known);
        seen.add(known + " " + parser.value());
      }
    }
    return seen;
  }

  @Test
  void aRepeatedScrapeKnowsEverySeries() throws Exception {
    scrape("a 1\na{x=\"1\"} 2\nab 3\n{\"q\"} 4\n");
    assertThat(scrape("a 5\na{x=\"1\"} 6\nab 7\n{\"q\"} 8\n"))
        .containsExactly("a 5.0", "a{x=\"1\"} 6.0", "ab 7.0", "q 8.0");
    assertThat(table.size()).isEqualTo(4);
  }

  @Test
  void anExpectedNameThatGoesOnOrGetsLabelsIsNotMistaken() throws Exception {
    scrape("a 1\nb 2\n");
    assertThat(scrape("ab 1\nb 2\n")).containsExactly("new ab 1.0", "b 2.0");
    scrape("a 1\n");
    assertThat(scrape("a {x=\"1\"} 1\n")).containsExactly("new a{x=\"1\"} 1.0");
    assertThat(scrape("a{x=\"1\"} 1\n")).containsExactly("new a{x=\"1\"} 1.0");
  }

  @Test
  void seriesThatComeGoAndChangePlacesAreFound() throws Exception {
    StringBuilder forward = new StringBuilder();
    StringBuilder backward = new StringBuilder();
    for (int i = 0; i < 500; i++) {
      forward.append("m{i=\"").append(i).append("\"} 1\n");
      backward.append("m{i=\"").append(499 - i).append("\"} 1\n");
    }
    assertThat(scrape(forward.toString())).allMatch(line -> line.startsWith("new"));
    assertThat(scrape(backward.toString())).noneMatch(line -> line.startsWith("new"));
    table.removeIf(labels -> labels.endsWith("0\"}"));
    assertThat(table.size()).isEqualTo(450);
    assertThat(scrape(forward.toString())).filteredOn(line -> line.startsWith("new")).hasSize(50);
  }
}
