package dev.firebucket.ingest.scrape;

import dev.firebucket.config.http.BodyTooLargeException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// Decompresses a body within a bound, so that a small answer cannot become a large one.
final class Gunzip {
  private static final int SMALLEST = 8192;
  private static final int LIKELY_RATIO = 8;

  private Gunzip() {}

  /// @return the bytes, at most `bound`
  /// @throws BodyTooLargeException when there are more
  /// @throws IOException when it is not gzip or ends too early
  static ScrapedBody decompress(byte[] compressed, long bound, String contentType)
      throws IOException {
    byte[] bytes =
        new byte
            [(int) Math.min(bound, Math.max(SMALLEST, LIKELY_RATIO * (long) compressed.length))
                + 1];
    int length = 0;
    try (GZIPInputStream stream =
        new GZIPInputStream(new ByteArrayInputStream(compressed), 65536)) {
      for (int read = 0; read >= 0; read = stream.read(bytes, length, bytes.length - length)) {
        length += read;
        if (length > bound) {
          throw new BodyTooLargeException(bound);
        }
        if (length == bytes.length) {
          bytes = Arrays.copyOf(bytes, (int) Math.min(bound + 1, bytes.length * 2L));
        }
      }
    } catch (EOFException ended) {
      throw new IOException("unexpected EOF", ended);
    } catch (ZipException malformed) {
      throw new IOException(
          "gzip: invalid header or checksum: " + malformed.getMessage(), malformed);
    }
    return new ScrapedBody(bytes, length, contentType);
  }
}
