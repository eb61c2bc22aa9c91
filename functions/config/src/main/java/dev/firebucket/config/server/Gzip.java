package dev.firebucket.config.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// Compresses answers.
public final class Gzip {
  /// Less fits into one packet anyway.
  public static final int LEAST_TO_COMPRESS = 1_024;

  private static final int BUFFER = 64 << 10;

  private Gzip() {}

  /// The body, compressed at the quickest level: a quarter of the size in a third of the usual
  /// time.
  public static byte[] of(byte[] body) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(body.length / 4 + BUFFER);
    try (OutputStream gzip = new Quick(packed)) {
      gzip.write(body);
    }
    return packed.toByteArray();
  }

  private static final class Quick extends GZIPOutputStream {
    Quick(OutputStream out) throws IOException {
      super(out, BUFFER);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
