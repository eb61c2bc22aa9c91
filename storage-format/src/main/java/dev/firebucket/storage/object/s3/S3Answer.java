package dev.firebucket.storage.object.s3;

import dev.firebucket.storage.object.StoreRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpResponse;

/// An answer that is kept in memory as a whole.
final class S3Answer implements S3Taking {
  /// More does not fit into an array.
  private static final long LONGEST = Integer.MAX_VALUE - 8L;

  private final boolean isObject;
  private final String document;
  private byte[] body = new byte[0];
  private @Nullable ByteArrayOutputStream ofUnknownLength;
  private S3Checksum checksum = S3Checksum.none();
  private int arrived;
  private @Nullable S3Element root;

  /// @param request that it will answer
  S3Answer(S3Request request) {
    this.isObject = request.kind() == StoreRequest.GET;
    this.document = request.answer();
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
    root = document.isEmpty() ? null : root();
  }

  /// S3 begins some answers well before it has done what was asked, and ends them with an error.
  private S3Element root() throws IOException {
    S3Element whole;
    try {
      whole = S3Element.parse(body);
    } catch (IOException e) {
      throw S3RefusedException.notOfS3(String.valueOf(e.getMessage()));
    }
    if (whole.name().equals("Error")) {
      throw S3RefusedException.of(whole);
    }
    if (!whole.name().equals(document)) {
      throw S3RefusedException.notOfS3(
          "the answer is <%s> instead of <%s>".formatted(whole.name(), document));
    }
    return whole;
  }

  /// The body as a document, where one was asked for.
  S3Element document() {
    return Objects.requireNonNull(root);
  }

  byte[] body() {
    return body;
  }
}
