package dev.firebucket.query.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.query.result.QueryResult.VectorResult;
import dev.firebucket.storage.model.LabelSet;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A rule is parsed once and asked again and again.
class PreparedQueryTest {
  private static final long START = 1_700_000_000_000L;

  @TempDir private Path folder;

  @Test
  void isAnsweredAtEachTimeAsIfItWereParsedThen() throws IOException {
    String text = "sum(a) + on () count(a @ end()) - sum_over_time(a[1m:1m])";
    try (StoredFixture stored = new StoredFixture(folder)) {
      stored.series(LabelSet.of(LabelSet.NAME, "a"), START, 60_000, 1, 20, 300, 4000).store();
      PreparedQuery prepared = stored.engine().prepare(text);

      for (int minute = 0; minute < 4; minute++) {
        long time = START + minute * 60_000L;
        assertThat(
                stored
                    .engine()
                    .instant(prepared, time, StoredFixture.LOOKBACK, StoredFixture.TIMEOUT))
            .isInstanceOf(VectorResult.class)
            .isEqualTo(stored.instant(text, time));
      }
    }
  }
}
