package dev.firebucket.storage.parquet;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.SchemaElement;

/// Marks a file's timestamps as instants, in its footer.
///
/// DuckDB writes instants only in microseconds, and milliseconds only as local times. Milliseconds
/// make a file a tenth smaller, so it writes local times and the flag is set afterwards. Only the
/// footer changes.
public final class TimestampFooter {
  private static final byte[] NOTHING = {};

  private TimestampFooter() {}

  /// Marks every timestamp column of a local file as UTC.
  ///
  /// @throws IOException when it is not a Parquet file
  public static void markAsInstants(Path file) throws IOException {
    FooterEdit.apply(file, NOTHING, TimestampFooter::mark);
  }

  private static void mark(FileMetaData metadata) {
    for (SchemaElement column : metadata.getSchema()) {
      if (column.isSetLogicalType() && column.getLogicalType().isSetTIMESTAMP()) {
        column.getLogicalType().getTIMESTAMP().setIsAdjustedToUTC(true);
      }
    }
  }
}
