package dev.firebucket.storage.parquet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;

/// Marks a file's timestamps as instants, in its footer.
///
/// DuckDB writes instants only in microseconds, and milliseconds only as local times. Milliseconds
/// make a file a tenth smaller, so it writes local times and the flag is set afterwards. Only the
/// footer changes.
public final class TimestampFooter {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private TimestampFooter() {}

  /// Marks every timestamp column of a local file as UTC.
  ///
  /// @throws IOException when it is not a Parquet file
  public static void markAsInstants(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      byte[] footer = ParquetFile.readFooterBytes(file, channel);
      FileMetaData metadata = Util.readFileMetaData(new ByteArrayInputStream(footer));
      for (SchemaElement column : metadata.getSchema()) {
        if (column.isSetLogicalType() && column.getLogicalType().isSetTIMESTAMP()) {
          column.getLogicalType().getTIMESTAMP().setIsAdjustedToUTC(true);
        }
      }
      ByteArrayOutputStream changed = new ByteArrayOutputStream(footer.length);
      Util.writeFileMetaData(metadata, changed);
      long start = channel.size() - footer.length - Integer.BYTES - MAGIC.length;
      ByteBuffer end =
          ByteBuffer.allocate(changed.size() + Integer.BYTES + MAGIC.length)
              .order(ByteOrder.LITTLE_ENDIAN)
              .put(changed.toByteArray())
              .putInt(changed.size())
              .put(MAGIC)
              .flip();
      channel.truncate(start).position(start);
      while (end.hasRemaining()) {
        channel.write(end);
      }
    }
  }
}
