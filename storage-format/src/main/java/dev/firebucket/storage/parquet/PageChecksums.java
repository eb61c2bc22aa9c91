package dev.firebucket.storage.parquet;

import dev.firebucket.storage.object.BadBytesException;
import java.io.ByteArrayInputStream;
import java.util.zip.CRC32;
import org.apache.parquet.format.PageHeader;

/// Compares the bodies of pages with the checksums in their headers.
final class PageChecksums {
  private PageChecksums() {}

  /// @param chunk all bytes of a column chunk
  /// @param column its name
  /// @throws BadBytesException when they are not pages, or not those that were written
  static void require(byte[] chunk, String column) throws BadBytesException {
    ByteArrayInputStream input = new ByteArrayInputStream(chunk);
    while (input.available() > 0) {
      PageHeader header = ParquetBytes.pageHeader(input);
      require(header, ParquetBytes.pageBody(input, header), column);
    }
  }

  /// @throws BadBytesException when the body is not the one that was written
  static void require(PageHeader header, byte[] body, String column) throws BadBytesException {
    if (!header.isSetCrc()) {
      // Other engines write none.
      return;
    }
    CRC32 checksum = new CRC32();
    checksum.update(body);
    if ((int) checksum.getValue() != header.getCrc()) {
      throw new BadBytesException(
          "a page of its column '%s' has another checksum than was written".formatted(column));
    }
  }
}
