package dev.firebucket.storage.parquet;

import dev.firebucket.storage.object.BadBytesException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.jspecify.annotations.Nullable;

/// Some row groups of a samples file as a file of their own: which bytes to fetch, where they go,
/// and the end of the new file. Column chunks are copied as they are; only the footer is written.
///
/// The column `labels` is left out: no query reads it, for labels come from series files. Columns
/// of nothing but nulls stay, for they take 40 bytes each.
public final class SamplesSlice {
  /// Bytes that are fetched though nobody needs them, where that saves a request: at 80 MB/s they
  /// come in a fiftieth of the time that S3 takes to answer, and a request costs as much as storing
  /// them for years.
  static final int MOST_WASTED = 64 << 10;

  /// How much one request brings, so that large parts come in parallel; a larger column chunk comes
  /// at once.
  static final int MOST_AT_ONCE = 4 << 20;

  private final List<Piece> pieces;
  private final byte[] end;

  /// Bytes that are next to each other in the samples file and in the slice.
  ///
  /// @param range where they are in the samples file
  /// @param position where they go in the slice
  private record Piece(ByteRange range, long position, List<Chunk> chunks) {}

  /// @param checksum null where the index has none
  private record Chunk(ColumnChunk column, ByteRange range, @Nullable Integer checksum) {}

  private SamplesSlice(List<Piece> pieces, byte[] end) {
    this.pieces = pieces;
    this.end = end;
  }

  /// @param rowGroups their places in the index, at least one
  /// @throws IOException when the index is damaged
  public static SamplesSlice of(RowGroupIndex index, BitSet rowGroups) throws IOException {
    List<RowGroup> groups = new ArrayList<>();
    List<Chunk> chunks = new ArrayList<>();
    try {
      for (int i = rowGroups.nextSetBit(0); i >= 0; i = rowGroups.nextSetBit(i + 1)) {
        IndexedRowGroup indexed = index.rowGroups().get(i);
        RowGroup group = indexed.footerEntry();
        List<Chunk> ofGroup = chunks(group, indexed.checksums());
        group.setColumns(ofGroup.stream().map(Chunk::column).toList());
        groups.add(group);
        chunks.addAll(ofGroup);
      }
      List<Piece> pieces = pieces(chunks, index.fileBytes());
      pieces.forEach(SamplesSlice::move);
      return new SamplesSlice(pieces, end(index.footer(), groups));
    } catch (RuntimeException e) {
      throw new BadBytesException("an index of row groups is damaged: " + e.getMessage(), e);
    }
  }

  private static List<Chunk> chunks(RowGroup group, List<Integer> checksums) {
    List<Chunk> chunks = new ArrayList<>();
    for (int i = 0; i < group.getColumnsSize(); i++) {
      ColumnChunk column = group.getColumns().get(i);
      ColumnMetaData data = column.getMeta_data();
      if (!data.getPath_in_schema().getFirst().equals(SamplesSchema.LABELS)) {
        chunks.add(
            new Chunk(
                column,
                new ByteRange(
                    FooterEntries.start(column), Math.toIntExact(data.getTotal_compressed_size())),
                checksums.isEmpty() ? null : checksums.get(i)));
      }
    }
    return chunks;
  }

  private static List<Piece> pieces(List<Chunk> chunks, long fileBytes) throws IOException {
    List<Chunk> sorted =
        chunks.stream().sorted(Comparator.comparingLong(chunk -> chunk.range().offset())).toList();
    List<Piece> pieces = new ArrayList<>();
    long position = ParquetFile.MAGIC.length;
    for (int from = 0, to; from < sorted.size(); from = to) {
      long start = sorted.get(from).range().offset();
      long stop = sorted.get(from).range().end();
      for (to = from + 1; to < sorted.size(); to++) {
        ByteRange next = sorted.get(to).range();
        if (next.offset() - stop > MOST_WASTED || next.end() - start > MOST_AT_ONCE) {
          break;
        }
        stop = next.end();
      }
      if (stop > fileBytes) {
        throw new BadBytesException(
            "an index of row groups names bytes behind the end of the file");
      }
      ByteRange range = new ByteRange(start, Math.toIntExact(stop - start));
      pieces.add(new Piece(range, position, sorted.subList(from, to)));
      position += range.length();
    }
    return pieces;
  }

  private static void move(Piece piece) {
    long by = piece.position() - piece.range().offset();
    for (Chunk chunk : piece.chunks()) {
      ColumnMetaData data = chunk.column().getMeta_data();
      if (data.isSetDictionary_page_offset() && data.getDictionary_page_offset() > 0) {
        data.setDictionary_page_offset(data.getDictionary_page_offset() + by);
      }
      data.setData_page_offset(data.getData_page_offset() + by);
      data.unsetIndex_page_offset();
      chunk.column().setFile_offset(chunk.range().offset() + by);
    }
  }

  private static byte[] end(byte[] footer, List<RowGroup> groups) throws IOException {
    FileMetaData metadata = ParquetBytes.footer(footer);
    dropLabels(metadata);
    long rows = 0;
    for (RowGroup group : groups) {
      rows += group.getNum_rows();
      group.unsetOrdinal();
      group.setFile_offset(FooterEntries.start(group.getColumns().getFirst()));
      group.setTotal_compressed_size(
          group.getColumns().stream()
              .mapToLong(column -> column.getMeta_data().getTotal_compressed_size())
              .sum());
      group.unsetSorting_columns();
    }
    metadata.setNum_rows(rows);
    metadata.setRow_groups(groups);
    return FooterEdit.end(metadata);
  }

  private static void dropLabels(FileMetaData metadata) {
    List<SchemaElement> schema = new ArrayList<>(metadata.getSchema());
    int leaf = -1;
    for (int i = 0; i < schema.size(); i++) {
      leaf += schema.get(i).isSetType() ? 1 : 0;
      if (schema.get(i).getName().equals(SamplesSchema.LABELS) && schema.get(i).isSetType()) {
        schema.remove(i);
        schema.getFirst().setNum_children(schema.getFirst().getNum_children() - 1);
        metadata.setSchema(schema);
        if (metadata.isSetColumn_orders()) {
          List<ColumnOrder> orders = new ArrayList<>(metadata.getColumn_orders());
          orders.remove(leaf);
          metadata.setColumn_orders(orders);
        }
        return;
      }
    }
  }

  /// What to fetch of the samples file, in the order of the file.
  public List<ByteRange> ranges() {
    return pieces.stream().map(Piece::range).toList();
  }

  /// How many bytes are fetched.
  public long fetchedBytes() {
    return pieces.stream().mapToLong(piece -> piece.range().length()).sum();
  }

  /// Where what was fetched goes in the slice.
  ///
  /// @param piece its place in [#ranges]
  public long position(int piece) {
    return pieces.get(piece).position();
  }

  /// Whether any of some bytes of the samples file belong to a column chunk of it.
  public boolean holdsAny(ByteRange bytes) {
    return pieces.stream()
        .flatMap(piece -> piece.chunks().stream())
        .map(Chunk::range)
        .anyMatch(range -> range.offset() < bytes.end() && bytes.offset() < range.end());
  }

  /// A column chunk whose bytes are not those that were written.
  ///
  /// @param column its name
  /// @param range where it is in the samples file
  public record DamagedChunk(String column, ByteRange range) {
    /// What is wrong, for the message about its object.
    public BadBytesException asException() {
      return new BadBytesException(
          "column '%s' in its bytes %d to %d has another checksum than was written"
              .formatted(column, range.offset(), range.end() - 1));
    }
  }

  /// Compares what was fetched with its checksums.
  ///
  /// @param piece its place in [#ranges]
  /// @return the first chunk that is damaged; null if none is
  public @Nullable DamagedChunk damaged(int piece, byte[] bytes) {
    long offset = pieces.get(piece).range().offset();
    for (Chunk chunk : pieces.get(piece).chunks()) {
      int at = (int) (chunk.range().offset() - offset);
      if (!isSound(chunk, bytes, at)) {
        return new DamagedChunk(
            String.join(".", chunk.column().getMeta_data().getPath_in_schema()), chunk.range());
      }
    }
    return null;
  }

  private static boolean isSound(Chunk chunk, byte[] bytes, int at) {
    int length = chunk.range().length();
    if (chunk.checksum() != null) {
      return FooterEntries.checksum(bytes, at, length) == chunk.checksum();
    }
    try {
      PageChecksums.require(Arrays.copyOfRange(bytes, at, at + length), "");
      return true;
    } catch (BadBytesException e) {
      return false;
    }
  }

  /// The first bytes of the slice.
  public static byte[] begin() {
    return ParquetFile.MAGIC.clone();
  }

  /// The last bytes of the slice, behind the last piece.
  public byte[] end() {
    return end.clone();
  }

  /// Where the end goes.
  public long endPosition() {
    Piece last = pieces.getLast();
    return last.position() + last.range().length();
  }
}
