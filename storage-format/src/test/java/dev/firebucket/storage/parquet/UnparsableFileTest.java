package dev.firebucket.storage.parquet;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.storage.object.BadBytesException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file that our decoders fail on is damaged, unless it is as it was written: then they are
/// wrong, or its writer is, and leaving it out would hide that.
class UnparsableFileTest {
  @TempDir Path folder;

  /// All columns, one of them with numbers where texts should be.
  private Path numbersForMetrics() throws Exception {
    Path file = folder.resolve("file.parquet");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
            COPY (SELECT 7 AS metric, '{}' AS labels, 1::UBIGINT AS series_id,
              TIMESTAMPTZ '2026-11-22 00:00:00Z' AS ts, 1.0::DOUBLE AS value, NULL::BOOLEAN AS stale, %s)
            TO '%s' (FORMAT parquet, COMPRESSION zstd)"""
              .formatted(String.join(", ", SamplesSchema.nullExpressions()), file));
    }
    return file;
  }

  @Test
  void withoutASealItIsDamaged() throws Exception {
    Path file = numbersForMetrics();

    assertThatThrownBy(() -> SamplesFileCheck.requireReadable(file, SamplesFormat.CURRENT))
        .isInstanceOf(BadBytesException.class);
  }

  @Test
  void thatIsAsItsSealSaysItIsAFault() throws Exception {
    Path file = numbersForMetrics();
    Files.write(file, FooterEdit.sealed(Files.readAllBytes(file)));

    assertThatThrownBy(() -> SamplesFileCheck.requireReadable(file, SamplesFormat.CURRENT))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(BadBytesException.class)
        .hasMessageContaining("it is as it was written");
  }
}
