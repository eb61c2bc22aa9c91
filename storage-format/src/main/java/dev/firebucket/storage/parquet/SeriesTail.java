package dev.firebucket.storage.parquet;

import dev.firebucket.storage.object.BadBytesException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.Statistics;

/// The end of a series file: the index of the samples file's row groups, and the footer.
///
/// @param index of the samples file
/// @param footer of the series file itself
public record SeriesTail(RowGroupIndex index, FileMetaData footer) {
  private static final int END = 8;
  private static final long BYTES_OF_A_PART = 2_000;

  /// How many series the file has.
  public long series() {
    return footer.getNum_rows();
  }

  /// How many parts it has: row groups.
  public int parts() {
    return footer.getRow_groupsSize();
  }

  /// The parts that may have series of some metrics.
  public BitSet partsOf(Set<String> metrics) {
    BitSet parts = new BitSet(parts());
    for (int part = 0; part < parts(); part++) {
      Optional<Statistics> bounds =
          FooterEntries.bounds(footer.getRow_groups().get(part), SamplesSchema.METRIC);
      parts.set(part, bounds.isEmpty() || mayHoldAny(bounds.get(), metrics));
    }
    return parts;
  }

  private static boolean mayHoldAny(Statistics bounds, Set<String> metrics) {
    for (String metric : metrics) {
      byte[] name = metric.getBytes(StandardCharsets.UTF_8);
      if (Arrays.compareUnsigned(bounds.getMin_value(), name) <= 0
          && Arrays.compareUnsigned(name, bounds.getMax_value()) <= 0) {
        return true;
      }
    }
    return false;
  }

  /// Where a part is in the series file.
  public ByteRange range(int part) {
    long from = Long.MAX_VALUE;
    long to = 0;
    for (ColumnChunk column : footer.getRow_groups().get(part).getColumns()) {
      long start = FooterEntries.start(column);
      from = Math.min(from, start);
      to = Math.max(to, start + column.getMeta_data().getTotal_compressed_size());
    }
    return new ByteRange(from, Math.toIntExact(to - from));
  }

  /// The series of a part.
  ///
  /// @param bytes as they are in the file at `offset`
  /// @throws IOException when they are not a part of it
  public List<SeriesSpan> read(int part, byte[] bytes, long offset) throws IOException {
    return SeriesFile.read(
        footer,
        part,
        (position, length) -> {
          int at = Math.toIntExact(position - offset);
          return Arrays.copyOfRange(bytes, at, at + length);
        });
  }

  /// About how many bytes of memory it takes.
  public long weight() {
    return index.weight() + parts() * BYTES_OF_A_PART;
  }

  /// @param bytes the last bytes of a series file, as many as [RowGroupIndexWriter] said
  /// @throws IOException when they are not
  public static SeriesTail read(byte[] bytes) throws IOException {
    try {
      return parse(bytes);
    } catch (RuntimeException e) {
      throw new BadBytesException("a series file has a broken end: " + e.getMessage(), e);
    }
  }

  private static SeriesTail parse(byte[] bytes) throws IOException {
    if (bytes.length < END
        || !Arrays.equals(
            bytes,
            bytes.length - ParquetFile.MAGIC.length,
            bytes.length,
            ParquetFile.MAGIC,
            0,
            4)) {
      throw new BadBytesException("a series file does not end as one");
    }
    int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - END);
    int start = bytes.length - END - length;
    if (length < 0 || start < 0) {
      throw new BadBytesException("the footer of a series file has " + length + " bytes");
    }
    int behindIndex = start - FileSeal.requireFooter(bytes, start);
    FileMetaData footer = ParquetBytes.footer(bytes, start, length);
    int index =
        indexBytes(footer.isSetKey_value_metadata() ? footer.getKey_value_metadata() : List.of());
    if (index > behindIndex) {
      throw new BadBytesException("the index of row groups has " + index + " bytes");
    }
    return new SeriesTail(
        RowGroupIndexFormat.read(Arrays.copyOfRange(bytes, behindIndex - index, behindIndex)),
        footer);
  }

  private static int indexBytes(List<KeyValue> properties) throws IOException {
    for (KeyValue property : properties) {
      if (property.getKey().equals(RowGroupIndexWriter.KEY)) {
        return Integer.parseUnsignedInt(property.getValue());
      }
    }
    throw new BadBytesException("a series file has no index of row groups");
  }
}
