package dev.firebucket.storage.parquet;

import com.github.luben.zstd.Zstd;
import dev.firebucket.storage.object.BadBytesException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;

/// The decompressed pages of one column chunk.
final class ColumnPages implements PageReader {
  private static final ParquetMetadataConverter CONVERTER = new ParquetMetadataConverter();

  private final ColumnChunkMetaData chunk;
  private final Queue<DataPage> pages = new ArrayDeque<>();
  private @Nullable DictionaryPage dictionary;

  private ColumnPages(ColumnChunkMetaData chunk) {
    this.chunk = chunk;
  }

  /// @throws IOException when the bytes are not pages, not those that were written, or not
  ///   compressed with zstd
  static ColumnPages decode(ColumnChunkMetaData chunk, byte[] bytes) throws IOException {
    ColumnPages pages = new ColumnPages(chunk);
    ByteArrayInputStream input = new ByteArrayInputStream(bytes);
    long values = 0;
    while (values < chunk.getValueCount()) {
      PageHeader header = ParquetBytes.pageHeader(input);
      byte[] body = ParquetBytes.pageBody(input, header);
      // What is merged is written again, with checksums of its own: nobody would see the damage
      // then.
      PageChecksums.require(header, body, chunk.getPath().toDotString());
      values += pages.add(header, body);
    }
    return pages;
  }

  /// Returns how many values the page holds.
  private int add(PageHeader header, byte[] body) throws IOException {
    if (header.isSetDictionary_page_header()) {
      byte[] data = decompress(body, header.getUncompressed_page_size());
      dictionary =
          new DictionaryPage(
              BytesInput.from(data),
              header.getDictionary_page_header().getNum_values(),
              CONVERTER.getEncoding(header.getDictionary_page_header().getEncoding()));
      return 0;
    }
    if (header.isSetData_page_header_v2()) {
      DataPageHeaderV2 page = header.getData_page_header_v2();
      pages.add(version2(page, body, header.getUncompressed_page_size()));
      return page.getNum_values();
    }
    if (header.isSetData_page_header()) {
      DataPageHeader page = header.getData_page_header();
      pages.add(version1(page, decompress(body, header.getUncompressed_page_size())));
      return page.getNum_values();
    }
    return 0;
  }

  private DataPage version1(DataPageHeader page, byte[] data) {
    return new DataPageV1(
        BytesInput.from(data),
        page.getNum_values(),
        data.length,
        noStatistics(),
        CONVERTER.getEncoding(page.getRepetition_level_encoding()),
        CONVERTER.getEncoding(page.getDefinition_level_encoding()),
        CONVERTER.getEncoding(page.getEncoding()));
  }

  /// Levels come before the data and are never compressed.
  private DataPage version2(DataPageHeaderV2 page, byte[] body, int uncompressedSize)
      throws IOException {
    int repetition = page.getRepetition_levels_byte_length();
    int levels = repetition + page.getDefinition_levels_byte_length();
    if (!page.isIs_compressed() && body.length != uncompressedSize) {
      throw new BadBytesException("a page that is not compressed has another size than it says");
    }
    byte[] data = Arrays.copyOfRange(body, levels, body.length);
    return DataPageV2.uncompressed(
        page.getNum_rows(),
        page.getNum_nulls(),
        page.getNum_values(),
        BytesInput.from(body, 0, repetition),
        BytesInput.from(body, repetition, levels - repetition),
        CONVERTER.getEncoding(page.getEncoding()),
        BytesInput.from(
            page.isIs_compressed() ? decompress(data, uncompressedSize - levels) : data),
        noStatistics());
  }

  private Statistics<?> noStatistics() {
    return Statistics.noopStats(chunk.getPrimitiveType());
  }

  private byte[] decompress(byte[] data, int uncompressedSize) throws IOException {
    if (chunk.getCodec() == CompressionCodecName.UNCOMPRESSED || data.length == 0) {
      return data;
    }
    if (chunk.getCodec() != CompressionCodecName.ZSTD) {
      throw new IOException(
          "column '%s' is compressed with %s; files of the store are compressed with ZSTD"
              .formatted(chunk.getPath().toDotString(), chunk.getCodec()));
    }
    return Zstd.decompress(data, uncompressedSize);
  }

  /// The only data page, of version 2; null where there are several or it is an older one.
  @Nullable DataPageV2 onlyPage() {
    return pages.size() == 1 && pages.peek() instanceof DataPageV2 page ? page : null;
  }

  @Override
  public @Nullable DictionaryPage readDictionaryPage() {
    return dictionary;
  }

  @Override
  public long getTotalValueCount() {
    return chunk.getValueCount();
  }

  @Override
  public @Nullable DataPage readPage() {
    return pages.poll();
  }
}
