package dev.firebucket.storage.parquet;

import dev.firebucket.storage.object.BadBytesException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.schema.MessageType;

/// The decompressed pages of some columns of one row group.
final class RowGroupPages implements PageReadStore {
  private final long rows;
  private final Map<ColumnPath, ColumnPages> pages = new HashMap<>();

  private RowGroupPages(long rows) {
    this.rows = rows;
  }

  /// Reads a range of the file.
  @FunctionalInterface
  interface Source {
    byte[] read(long position, int length) throws IOException;
  }

  /// @throws IOException when a column of `columns` is missing or its bytes are not pages
  static RowGroupPages read(BlockMetaData rowGroup, MessageType columns, Source source)
      throws IOException {
    RowGroupPages read = new RowGroupPages(rowGroup.getRowCount());
    for (ColumnDescriptor column : columns.getColumns()) {
      ColumnPath path = ColumnPath.get(column.getPath());
      ColumnChunkMetaData chunk = find(rowGroup, path);
      byte[] bytes = source.read(chunk.getStartingPos(), Math.toIntExact(chunk.getTotalSize()));
      read.pages.put(path, ColumnPages.decode(chunk, bytes));
    }
    return read;
  }

  private static ColumnChunkMetaData find(BlockMetaData rowGroup, ColumnPath path)
      throws IOException {
    for (ColumnChunkMetaData chunk : rowGroup.getColumns()) {
      if (chunk.getPath().equals(path)) {
        return chunk;
      }
    }
    throw new BadBytesException("the file has no column '" + path.toDotString() + "'");
  }

  @Override
  public PageReader getPageReader(ColumnDescriptor column) {
    return pages(column);
  }

  ColumnPages pages(ColumnDescriptor column) {
    ColumnPages found = pages.get(ColumnPath.get(column.getPath()));
    if (found == null) {
      throw new IllegalArgumentException("column was not read: " + column);
    }
    return found;
  }

  @Override
  public long getRowCount() {
    return rows;
  }

  @Override
  public Optional<Long> getRowIndexOffset() {
    return Optional.empty();
  }
}
