package dev.firebucket.storage.object.s3;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpResponse;

/// Hands an object's bytes on as they arrive, over one request or several of which each goes on
/// where the last one broke off, or begins again.
///
/// Checksums are compared at the end: an object is whole when its answer has ended well, not when
/// its last byte is there.
final class S3Arrival implements S3Taking {
  private static final int PART_OF_AN_OBJECT = 206;

  /// No range was asked for.
  private static final long WHOLE = -1;

  private final S3Target target;
  private volatile long arrived;
  private volatile long asked = WHOLE;
  private volatile long expected = Long.MAX_VALUE;
  private volatile String version;
  private volatile @Nullable IOException notTaken;
  private volatile S3Checksum checksum = S3Checksum.none();

  /// @param version that the object must have; empty for any
  S3Arrival(S3Target target, String version) {
    this.target = target;
    this.version = version;
  }

  /// How many bytes the target has.
  long arrived() {
    return arrived;
  }

  /// The version that the bytes are of; empty before the first answer.
  String version() {
    return version;
  }

  /// Whether all has arrived that the last answer promised. Its checksum may be wrong all the same.
  boolean hasAll() {
    return arrived == expected;
  }

  /// Forgets what has arrived.
  void beginAgain() {
    arrived = 0;
    expected = Long.MAX_VALUE;
  }

  /// The next answer must be a part of the object.
  ///
  /// @param from where it begins in the object
  void expectPart(long from) {
    asked = from;
  }

  /// The next answer must be the whole object.
  void expectWhole() {
    asked = WHOLE;
  }

  /// Why the answer or its bytes were refused here, null where they were not.
  @Nullable IOException notTaken() {
    return notTaken;
  }

  @Override
  public void begin(SdkHttpResponse head) throws IOException {
    if (asked != WHOLE && !isPart(head)) {
      IOException refused =
          new IOException(
              "asked for the bytes from %d of an object, the store answered with status %d and the range '%s': it does not give parts of objects, use one that does"
                  .formatted(asked, head.statusCode(), range(head)));
      notTaken = refused;
      throw refused;
    }
    version = head.firstMatchingHeader("ETag").orElse("");
    expected = S3Answer.length(head).map(length -> arrived + length).orElse(Long.MAX_VALUE);
    checksum = asked == WHOLE ? S3Checksum.promised(head) : S3Checksum.none();
  }

  private static String range(SdkHttpResponse head) {
    return head.firstMatchingHeader("Content-Range").orElse("");
  }

  /// Others send the object from its beginning.
  private boolean isPart(SdkHttpResponse head) {
    return head.statusCode() == PART_OF_AN_OBJECT && range(head).startsWith("bytes " + asked + "-");
  }

  @Override
  public void take(ByteBuffer bytes) throws IOException {
    long from = arrived;
    int size = bytes.remaining();
    checksum.take(bytes.duplicate());
    try {
      target.take(from, bytes);
    } catch (IOException e) {
      notTaken = e;
      throw e;
    }
    arrived = from + size;
  }

  @Override
  public void end() throws IOException {
    checksum.verify();
  }
}
