package dev.firebucket.query.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.firebucket.query.duckdb.SqlDatabase;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.result.QueryResult.VectorResult;
import dev.firebucket.storage.model.LabelSet;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Queries that make long labels of short ones.
class LabelTextsTest {
  private static final long START = 1_700_000_000_000L;

  @TempDir private Path folder;

  private static void refused(StoredFixture stored, String query) {
    assertThatThrownBy(() -> stored.instant(query, START))
        .asInstanceOf(type(PromqlException.class))
        .returns(PromqlException.Type.EXECUTION, PromqlException::type)
        .extracting(Throwable::getMessage)
        .asString()
        .contains("too much text in labels");
    assertThat(SqlDatabase.queries().textBytes()).as("given back").isZero();
  }

  private static String nested(String before, String after, int times) {
    return before.repeat(times) + "up" + after.repeat(times);
  }

  @Test
  void aTextThatDoublesWithEachCallIsRefusedBeforeItFillsTheMemory() throws Exception {
    try (StoredFixture stored =
        new StoredFixture(folder, EngineOptions.DEFAULT)
            .series(LabelSet.of(LabelSet.NAME, "up", "x", "abc"), START, 15_000, 1)
            .store()) {
      refused(stored, nested("label_join(", ", \"x\", \"\", \"x\", \"x\")", 28));
      refused(stored, nested("label_replace(", ", \"x\", \"$1$1\", \"x\", \"(.*)\")", 28));
      refused(stored, nested("label_replace(", ", \"x\", \"$a${a}\", \"x\", \"(?P<a>.*)\")", 28));
      refused(
          stored,
          nested("label_replace(", ", \"x\", \"" + "$1".repeat(2000) + "\", \"x\", \"(.*)\")", 3));

      VectorResult joined =
          (VectorResult)
              stored.instant(nested("label_join(", ", \"x\", \"-\", \"x\", \"x\")", 2), START);
      assertThat(joined.samples().getFirst().labels().get("x")).isEqualTo("abc-abc-abc-abc");
      assertThat(SqlDatabase.queries().textBytes()).isZero();
    }
  }

  @Test
  void aThousandNamesOfOneLabelAreOne() throws Exception {
    try (StoredFixture stored =
        new StoredFixture(folder, EngineOptions.DEFAULT)
            .series(LabelSet.of(LabelSet.NAME, "up", "x", "abc"), START, 15_000, 1)
            .store()) {
      String names = "x,".repeat(100_000) + "x";
      VectorResult sum = (VectorResult) stored.instant("sum by (" + names + ") (up)", START);
      assertThat(sum.samples().getFirst().labels()).isEqualTo(LabelSet.of("x", "abc"));
    }
  }
}
