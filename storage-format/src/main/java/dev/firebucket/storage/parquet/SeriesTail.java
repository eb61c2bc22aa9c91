package dev.firebucket.storage.parquet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.Util;

/// The end of a series file: the index of the samples file's row groups, and the footer.
///
/// @param index of the samples file
/// @param footer of the series file itself
record SeriesTail(RowGroupIndex index, FileMetaData footer) {
  private static final int END = 8;

  /// @param bytes the last bytes of a series file, as many as [RowGroupIndexWriter] said
  /// @throws IOException when they are not
  static SeriesTail read(byte[] bytes) throws IOException {
    if (bytes.length < END
        || !Arrays.equals(
            bytes,
            bytes.length - ParquetFile.MAGIC.length,
            bytes.length,
            ParquetFile.MAGIC,
            0,
            4)) {
      throw new IOException("a series file does not end as one");
    }
    int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - END);
    int start = bytes.length - END - length;
    if (length < 0 || start < 0) {
      throw new IOException("the footer of a series file has " + length + " bytes");
    }
    FileMetaData footer = Util.readFileMetaData(new ByteArrayInputStream(bytes, start, length));
    int index =
        indexBytes(footer.isSetKey_value_metadata() ? footer.getKey_value_metadata() : List.of());
    if (index > start) {
      throw new IOException("the index of row groups has " + index + " bytes");
    }
    return new SeriesTail(
        RowGroupIndexFormat.read(Arrays.copyOfRange(bytes, start - index, start)), footer);
  }

  private static int indexBytes(List<KeyValue> properties) throws IOException {
    for (KeyValue property : properties) {
      if (property.getKey().equals(RowGroupIndexWriter.KEY)) {
        return Integer.parseUnsignedInt(property.getValue());
      }
    }
    throw new IOException("a series file has no index of row groups");
  }
}
