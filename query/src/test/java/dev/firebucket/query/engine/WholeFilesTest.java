package dev.firebucket.query.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.result.QueryResult;
import dev.firebucket.query.result.QueryResult.VectorResult;
import dev.firebucket.storage.model.LabelSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who asks for many metrics of a fresh object gets it decoded once.
class WholeFilesTest {
  private static final long TIME = 1_700_000_000_000L;

  @TempDir private Path folder;
  private StoredFixture stored;

  @BeforeEach
  void store() throws IOException {
    stored = new StoredFixture(folder);
    for (String metric : List.of("a", "b", "c", "d")) {
      stored.series(LabelSet.of(LabelSet.NAME, metric, "job", "x"), TIME, 1000, 1);
      stored.series(LabelSet.of(LabelSet.NAME, metric, "job", "y"), TIME, 1000, 2);
    }
    stored.store();
  }

  @AfterEach
  void close() {
    stored.close();
  }

  /// After this a file can still be listed, and no longer be read.
  private void spoilFiles() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".parquet")).toList()) {
        Files.writeString(file, "spoilt");
      }
    }
  }

  private double sum(String metric) {
    QueryResult answer = stored.instant("sum(" + metric + ")", TIME);
    return ((VectorResult) answer).samples().getFirst().value();
  }

  @Test
  void theThirdMetricThatIsAskedForBringsAllOthers() throws Exception {
    assertThat(sum("a")).isEqualTo(3);
    assertThat(sum("b")).isEqualTo(3);
    assertThat(sum("c")).isEqualTo(3);

    spoilFiles();

    assertThat(sum("d")).isEqualTo(3);
    assertThat(sum("d{job='y'}")).isEqualTo(2);
  }

  @Test
  void aQueryThatComesAloneReadsItsOwnMetricsOnly() throws Exception {
    assertThat(sum("a")).isEqualTo(3);
    assertThat(sum("b")).isEqualTo(3);

    spoilFiles();

    assertThatThrownBy(() -> sum("c")).isInstanceOf(PromqlException.class);
  }
}
