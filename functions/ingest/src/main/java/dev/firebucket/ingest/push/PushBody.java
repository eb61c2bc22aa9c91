package dev.firebucket.ingest.push;

import dev.firebucket.config.http.BodyTooLargeException;
import dev.firebucket.config.memory.ByteBudget;
import dev.firebucket.config.memory.NoRoomException;
import dev.firebucket.ingest.bytes.Decoded;
import dev.firebucket.ingest.bytes.Gunzip;
import dev.firebucket.ingest.bytes.Unsnap;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/// Undoes the compression of a pushed body, within bounds.
final class PushBody {
  private PushBody() {}

  /// @param room takes what it becomes
  /// @throws PushRejectedException 413 for a body beyond the limit, 415 for an unknown encoding,
  ///   400 for one that is broken
  static byte[] decode(byte[] body, String encoding, int limit, ByteBudget.Share room)
      throws PushRejectedException, NoRoomException {
    if (body.length > limit) {
      throw tooLarge(limit);
    }
    try {
      return switch (encoding.toLowerCase(Locale.ROOT)) {
        case "", "identity" -> body;
        case "gzip" -> gunzip(body, limit, room);
        case "snappy" -> Unsnap.decompress(body, limit, room);
        default ->
            throw new PushRejectedException(
                415, "content encoding " + encoding + " is not supported: use gzip or snappy");
      };
    } catch (BodyTooLargeException e) {
      throw tooLarge(limit);
    } catch (IOException e) {
      throw PushRejectedException.badRequest("unexpected EOF or broken " + encoding + " body");
    }
  }

  private static byte[] gunzip(byte[] body, int limit, ByteBudget.Share room)
      throws IOException, NoRoomException {
    Decoded decoded = Gunzip.decompress(body, limit, room);
    room.take(decoded.length());
    return Arrays.copyOf(decoded.bytes(), decoded.length());
  }

  private static PushRejectedException tooLarge(int limit) {
    return new PushRejectedException(
        413, "the pushed body is longer than " + limit + " bytes: push fewer metrics at a time");
  }
}
