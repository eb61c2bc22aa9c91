package dev.firebucket.storage.parquet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.CRC32;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;

/// Compares the bodies of pages with the checksums in their headers.
final class PageChecksums {
  private PageChecksums() {}

  /// @param chunk all bytes of a column chunk
  /// @param column its name
  /// @throws IOException when they are not pages, or not those that were written
  static void require(byte[] chunk, String column) throws IOException {
    ByteArrayInputStream input = new ByteArrayInputStream(chunk);
    try {
      while (input.available() > 0) {
        PageHeader header = Util.readPageHeader(input);
        require(header, input.readNBytes(header.getCompressed_page_size()), column);
      }
    } catch (RuntimeException e) {
      throw new IOException(
          "the pages of its column '%s' are broken: %s".formatted(column, e.getMessage()), e);
    }
  }

  /// @throws IOException when the body is not the one that was written
  static void require(PageHeader header, byte[] body, String column) throws IOException {
    if (!header.isSetCrc()) {
      // Other engines write none.
      return;
    }
    CRC32 checksum = new CRC32();
    checksum.update(body);
    if ((int) checksum.getValue() != header.getCrc()) {
      throw new IOException(
          "a page of its column '%s' has another checksum than was written".formatted(column));
    }
  }
}
