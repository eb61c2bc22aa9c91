package dev.firebucket.storage.object.s3;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpResponse;

/// Holds what arrives of an object against the checksum that it was put with. Objects of others may
/// have another kind, or one for each of their parts: theirs are not compared.
final class S3Checksum {
  private static final int LENGTH = 8;

  private final @Nullable String promised;
  private final CRC32 sum = new CRC32();

  private S3Checksum(@Nullable String promised) {
    this.promised = promised;
  }

  static S3Checksum none() {
    return new S3Checksum(null);
  }

  /// @param head of an answer with a whole object
  static S3Checksum promised(SdkHttpResponse head) {
    return new S3Checksum(
        head.firstMatchingHeader("x-amz-checksum-crc32")
            .filter(text -> text.length() == LENGTH)
            .orElse(null));
  }

  void take(ByteBuffer bytes) {
    if (promised != null) {
      sum.update(bytes);
    }
  }

  /// @throws IOException when something was changed on the way
  void verify() throws IOException {
    if (promised != null && !promised.equals(S3Body.checksum(sum))) {
      throw new IOException(
          "what arrived has the checksum %s instead of %s"
              .formatted(S3Body.checksum(sum), promised));
    }
  }
}
