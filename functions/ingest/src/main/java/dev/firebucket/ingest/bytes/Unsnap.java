package dev.firebucket.ingest.bytes;

import dev.firebucket.config.http.BodyTooLargeException;
import dev.firebucket.config.memory.ByteBudget;
import dev.firebucket.config.memory.NoRoomException;
import java.io.IOException;
import org.xerial.snappy.Snappy;

/// Decompresses snappy's block format within a bound. It begins with the length that it decodes to,
/// and the library makes room for it before it looks at the rest.
public final class Unsnap {
  /// Three bytes copy sixty-four at most.
  private static final int MOST_RATIO = 22;

  private static final int MOST_BYTES_OF_LENGTH = 5;

  private Unsnap() {}

  /// @param bound the most bytes that it may become
  /// @param room counts them before there are any
  /// @throws BodyTooLargeException when it says that there are more
  /// @throws NoRoomException when others hold too much
  /// @throws IOException when it is not snappy, or says that it becomes more than it can
  public static byte[] decompress(byte[] compressed, long bound, ByteBudget.Share room)
      throws IOException, NoRoomException {
    long length = claimedLength(compressed);
    if (length > bound) {
      throw new BodyTooLargeException(bound);
    }
    if (length > (long) MOST_RATIO * compressed.length) {
      throw new IOException("it cannot become the %d bytes that it claims".formatted(length));
    }
    room.take(length);
    return Snappy.uncompress(compressed);
  }

  private static long claimedLength(byte[] compressed) {
    long length = 0;
    for (int i = 0; i < Math.min(MOST_BYTES_OF_LENGTH, compressed.length); i++) {
      length |= (compressed[i] & 0x7fL) << (7 * i);
      if (compressed[i] >= 0) {
        break;
      }
    }
    return length;
  }
}
