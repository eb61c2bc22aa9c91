package dev.firebucket.storage.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Names that files share.
class SharedNamesTest {
  private final SharedNames names = new SharedNames();

  private static SeriesName name(String labels, long id) {
    return new SeriesName(
        "up".getBytes(StandardCharsets.UTF_8), labels.getBytes(StandardCharsets.UTF_8), id);
  }

  @Test
  void ofEqualNamesTheFirstStandsForAll() {
    SeriesName first = name("{}", 1);

    assertThat(names.of(first)).isSameAs(first);
    assertThat(names.of(name("{}", 1))).isSameAs(first);
  }

  @Test
  void namesThatShareAnIdStayApart() {
    SeriesName a = name("{\"a\":\"1\"}", 7);
    SeriesName b = name("{\"b\":\"1\"}", 7);

    assertThat(names.of(a)).isSameAs(a);
    assertThat(names.of(b)).isSameAs(b);
  }

  @Test
  void theyAreNotHeldForEver() {
    SeriesName first = names.of(name("{}", 0));
    for (int id = 1; id < 100_000; id++) {
      var _ = names.of(name("{}", id));
    }

    assertThat(names.of(name("{}", 0))).isNotSameAs(first).isEqualTo(first);
  }
}
