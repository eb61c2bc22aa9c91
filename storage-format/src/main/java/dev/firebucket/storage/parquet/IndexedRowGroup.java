package dev.firebucket.storage.parquet;

import java.io.IOException;
import java.util.List;
import org.apache.parquet.format.RowGroup;

/// A row group of a samples file as a reader knows it before it touches the file.
///
/// @param rows samples
/// @param least key of its first series
/// @param greatest key of its last series
/// @param firstMillis timestamp of its oldest sample
/// @param lastMillis timestamp of its newest sample
/// @param entry its entry of the file's footer, as Parquet writes it
/// @param checksums CRC-32C of the bytes of each column chunk, in the order of the entry; empty
///   where its writer left none
public record IndexedRowGroup(
    long rows,
    SeriesKey least,
    SeriesKey greatest,
    long firstMillis,
    long lastMillis,
    byte[] entry,
    List<Integer> checksums) {
  public IndexedRowGroup {
    checksums = List.copyOf(checksums);
  }

  /// Its entry of the footer; a new object each time.
  ///
  /// @throws IOException when the index is damaged
  RowGroup footerEntry() throws IOException {
    return ParquetBytes.footer(entry).getRow_groups().getFirst();
  }
}
