package dev.firebucket.storage.object.s3;

import dev.firebucket.storage.object.StoreRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpResponse;

/// An answer that is kept in memory as a whole.
final class S3Answer implements S3Taking {
  /// More does not fit into an array.
  private static final long LONGEST = Integer.MAX_VALUE - 8L;

  private final boolean isObject;
  private byte[] body = new byte[0];
  private @Nullable ByteArrayOutputStream ofUnknownLength;
  private S3Checksum checksum = S3Checksum.none();
  private int arrived;

  /// @param request that it will answer
  S3Answer(S3Request request) {
    this.isObject = request.kind() == StoreRequest.GET;
  }

  @Override
  public void begin(SdkHttpResponse head) throws IOException {
    // The answer of a put has one too, of what was put.
    checksum = isObject ? S3Checksum.promised(head) : S3Checksum.none();
    arrived = 0;
    Optional<Long> length = length(head);
    if (length.isEmpty()) {
      ofUnknownLength = new ByteArrayOutputStream();
    } else if (length.get() > LONGEST) {
      throw new IOException("an answer of %d bytes: too large to be kept".formatted(length.get()));
    } else {
      ofUnknownLength = null;
      body = new byte[length.get().intValue()];
    }
  }

  /// How long the body will be, where its sender says so.
  static Optional<Long> length(SdkHttpResponse head) {
    return head.firstMatchingHeader("Content-Length")
        .filter(text -> text.matches("\\d{1,18}"))
        .map(Long::parseLong);
  }

  @Override
  public void take(ByteBuffer bytes) throws IOException {
    checksum.take(bytes.duplicate());
    if (ofUnknownLength != null) {
      var _ = Channels.newChannel(ofUnknownLength).write(bytes);
      return;
    }
    int size = bytes.remaining();
    if (size > body.length - arrived) {
      throw new IOException("an answer longer than it said");
    }
    bytes.get(body, arrived, size);
    arrived += size;
  }

  @Override
  public void end() throws IOException {
    if (ofUnknownLength != null) {
      body = ofUnknownLength.toByteArray();
      ofUnknownLength = null;
    } else if (arrived < body.length) {
      throw new IOException("an answer shorter than it said");
    }
    checksum.verify();
  }

  byte[] body() {
    return body;
  }
}
