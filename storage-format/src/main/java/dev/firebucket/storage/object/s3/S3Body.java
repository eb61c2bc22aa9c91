package dev.firebucket.storage.object.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.zip.CRC32;
import software.amazon.awssdk.http.ContentStreamProvider;

/// What a request sends; each attempt sends it again.
///
/// @param length in bytes
/// @param content a stream from its beginning, each time
record S3Body(long length, ContentStreamProvider content) {
  static final S3Body NONE = of(new byte[0]);

  private static final int BUFFER = 1 << 16;

  static S3Body of(byte[] bytes) {
    return new S3Body(bytes.length, ContentStreamProvider.fromByteArrayUnsafe(bytes));
  }

  /// A file that nobody changes meanwhile.
  static S3Body of(Path file) throws IOException {
    return new S3Body(Files.size(file), () -> open(file));
  }

  private static InputStream open(Path file) {
    try {
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The checksum as S3 writes it, by which it refuses what the way has changed.
  String checksum() throws IOException {
    CRC32 sum = new CRC32();
    byte[] buffer = new byte[(int) Math.min(Math.max(1, length), BUFFER)];
    try (InputStream bytes = content.newStream()) {
      for (int n = bytes.read(buffer); n > 0; n = bytes.read(buffer)) {
        sum.update(buffer, 0, n);
      }
    }
    return checksum(sum);
  }

  /// In base 64, the highest byte first.
  static String checksum(CRC32 sum) {
    byte[] bytes = ByteBuffer.allocate(Integer.BYTES).putInt((int) sum.getValue()).array();
    return Base64.getEncoder().encodeToString(bytes);
  }
}
