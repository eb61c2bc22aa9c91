package dev.firebucket.ingest.push;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.xerial.snappy.Snappy;

/// Undoes the compression of a pushed body, within bounds.
final class PushBody {
  private PushBody() {}

  /// @throws PushRejectedException 413 for a body beyond the limit, 415 for an unknown encoding,
  ///   400 for one that is broken
  static byte[] decode(byte[] body, String encoding, int limit) throws PushRejectedException {
    if (body.length > limit) {
      throw tooLarge(limit);
    }
    try {
      return switch (encoding.toLowerCase(Locale.ROOT)) {
        case "", "identity" -> body;
        case "gzip" -> gunzip(body, limit);
        case "snappy" -> unsnap(body, limit);
        default ->
            throw new PushRejectedException(
                415, "content encoding " + encoding + " is not supported: use gzip or snappy");
      };
    } catch (IOException e) {
      throw PushRejectedException.badRequest("unexpected EOF or broken " + encoding + " body");
    }
  }

  private static byte[] gunzip(byte[] body, int limit) throws IOException, PushRejectedException {
    try (GZIPInputStream input = new GZIPInputStream(new ByteArrayInputStream(body))) {
      byte[] decoded = input.readNBytes(limit + 1);
      if (decoded.length > limit) {
        throw tooLarge(limit);
      }
      return decoded;
    }
  }

  private static byte[] unsnap(byte[] body, int limit) throws IOException, PushRejectedException {
    if (Snappy.uncompressedLength(body) > limit) {
      throw tooLarge(limit);
    }
    return Snappy.uncompress(body);
  }

  private static PushRejectedException tooLarge(int limit) {
    return new PushRejectedException(
        413, "the pushed body is longer than " + limit + " bytes: push fewer metrics at a time");
  }
}
