package dev.firebucket.storage.parquet;

import dev.firebucket.storage.object.BadBytesException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;

/// Parses bytes that are in memory. Whatever Parquet's library throws then says something of the
/// bytes, for nothing is read from a disk or a store meanwhile.
final class ParquetBytes {
  private ParquetBytes() {}

  /// Takes bytes apart.
  @FunctionalInterface
  interface Parsing<T> {
    T result() throws IOException;
  }

  /// @param what for the message: `the footer of a samples file is broken`
  /// @param parsing reads memory alone
  static <T> T parse(String what, Parsing<T> parsing) throws BadBytesException {
    try {
      return parsing.result();
    } catch (BadBytesException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new BadBytesException(what + ": " + e.getMessage(), e);
    }
  }

  static FileMetaData footer(byte[] footer) throws BadBytesException {
    return footer(footer, 0, footer.length);
  }

  static FileMetaData footer(byte[] bytes, int offset, int length) throws BadBytesException {
    return parse(
        "its footer is broken",
        () -> Util.readFileMetaData(new ByteArrayInputStream(bytes, offset, length)));
  }

  /// @param pages bytes in memory
  static PageHeader pageHeader(InputStream pages) throws BadBytesException {
    return parse("the header of a page is broken", () -> Util.readPageHeader(pages));
  }

  /// As many bytes as are left where the header says more.
  static byte[] pageBody(InputStream pages, PageHeader header) throws BadBytesException {
    return parse(
        "the size of a page is broken", () -> pages.readNBytes(header.getCompressed_page_size()));
  }
}
