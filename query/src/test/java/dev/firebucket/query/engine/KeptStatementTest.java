package dev.firebucket.query.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.result.QueryResult.VectorResult;
import dev.firebucket.storage.model.LabelSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The database keeps the plans of statements: a query must see its own data all the same.
class KeptStatementTest {
  private static final long START = 1_700_000_000_000L;

  @TempDir private Path folder;

  private StoredFixture stored() throws IOException {
    return new StoredFixture(folder, EngineOptions.DEFAULT)
        .series(LabelSet.of(LabelSet.NAME, "a", "x", "1"), START, 60_000, 1, 2, 3, 4, 5)
        .series(LabelSet.of(LabelSet.NAME, "a", "x", "2"), START, 60_000, 10, 20, 30, 40, 50)
        .series(LabelSet.of(LabelSet.NAME, "b", "x", "1"), START, 60_000, 1, 1, 1, 1, 1)
        .series(LabelSet.of(LabelSet.NAME, "b", "x", "1", "y", "2"), START + 120_000, 60_000, 1, 1)
        .store();
  }

  private static double value(StoredFixture stored, String query, int minute) {
    VectorResult result = (VectorResult) stored.instant(query, START + minute * 60_000L);
    return result.samples().getFirst().value();
  }

  @Test
  void theSameTextAtAnotherTimeHasAnotherAnswer() throws IOException {
    try (StoredFixture stored = stored()) {
      for (int minute = 0; minute < 5; minute++) {
        assertThat(value(stored, "sum(a)", minute)).isEqualTo(11 * (minute + 1));
      }
    }
  }

  @Test
  void aQueryThatFailsInItsSqlDoesNotSpoilTheNextWithTheSameText() throws IOException {
    String query = "a * on (x) b";
    try (StoredFixture stored = stored()) {
      for (int round = 0; round < 3; round++) {
        assertThat(value(stored, query, 1)).isEqualTo(2);
        assertThatExceptionOfType(PromqlException.class)
            .isThrownBy(() -> stored.instant(query, START + 120_000))
            .withMessageContaining("found duplicate series for the match group");
      }
    }
  }

  @Test
  void queriesAtTheSameTimeSeeTheirOwnData() throws Exception {
    try (StoredFixture stored = stored();
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> running =
          IntStream.range(0, 200)
              .<Future<?>>mapToObj(
                  i ->
                      threads.submit(
                          () ->
                              assertThat(value(stored, "sum(a)", i % 5))
                                  .isEqualTo(11 * (i % 5 + 1))))
              .toList();
      for (Future<?> one : running) {
        one.get();
      }
    }
  }

  @Test
  void moreTextsThanAreKeptAreAnsweredToo() throws IOException {
    try (StoredFixture stored = stored()) {
      for (int i = 0; i < 150; i++) {
        assertThat(value(stored, "sum(a) + " + i, 0)).isEqualTo(11 + i);
      }
      assertThat(value(stored, "sum(a) + 0", 1)).isEqualTo(22);
    }
  }
}
