package dev.firebucket.ingest.bytes;

import dev.firebucket.config.http.BodyTooLargeException;
import dev.firebucket.config.memory.ByteBudget;
import dev.firebucket.config.memory.NoRoomException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// Decompresses gzip within a bound, so that a small body cannot become a large one.
public final class Gunzip {
  private static final int SMALLEST = 8192;
  private static final int LIKELY_RATIO = 8;

  private Gunzip() {}

  /// @param bound the most bytes that it may become
  /// @param room counts them before there are any
  /// @throws BodyTooLargeException when there are more
  /// @throws NoRoomException when others hold too much
  /// @throws IOException when it is not gzip or ends too early
  public static Decoded decompress(byte[] compressed, long bound, ByteBudget.Share room)
      throws IOException, NoRoomException {
    long likely = Math.max(SMALLEST, LIKELY_RATIO * (long) compressed.length);
    int first = (int) Math.min(bound, likely) + 1;
    room.take(first);
    byte[] bytes = new byte[first];
    int length = 0;
    try (GZIPInputStream stream =
        new GZIPInputStream(new ByteArrayInputStream(compressed), 65536)) {
      for (int read = 0; read >= 0; read = stream.read(bytes, length, bytes.length - length)) {
        length += read;
        if (length > bound) {
          throw new BodyTooLargeException(bound);
        }
        if (length == bytes.length) {
          int wider = (int) Math.min(bound + 1, bytes.length * 2L);
          room.take(wider);
          int before = bytes.length;
          bytes = Arrays.copyOf(bytes, wider);
          room.giveBack(before);
        }
      }
    } catch (EOFException ended) {
      throw new IOException("unexpected EOF", ended);
    } catch (ZipException malformed) {
      throw new IOException(
          "gzip: invalid header or checksum: " + malformed.getMessage(), malformed);
    }
    return new Decoded(bytes, length);
  }
}
