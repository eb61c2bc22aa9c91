package dev.firebucket.storage.object.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/// Hands an object's bytes on as they arrive, over one request or several of which each goes on
/// where the last one broke off, or begins again.
///
/// The SDK compares checksums after it has handed all bytes on: an object is whole when its answer
/// has ended well, not when its last byte is there.
final class S3Arrival implements AsyncResponseTransformer<GetObjectResponse, GetObjectResponse> {
  private static final int PART_OF_AN_OBJECT = 206;

  /// No range was asked for.
  private static final long WHOLE = -1;

  private final S3Target target;
  private volatile long arrived;
  private volatile long asked = WHOLE;
  private volatile long expected = Long.MAX_VALUE;
  private volatile String version;
  private volatile @Nullable IOException notTaken;
  private volatile @Nullable GetObjectResponse head;
  private volatile CompletableFuture<GetObjectResponse> answer = new CompletableFuture<>();

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
  public CompletableFuture<GetObjectResponse> prepare() {
    answer = new CompletableFuture<>();
    return answer;
  }

  @Override
  public void onResponse(GetObjectResponse response) {
    if (asked != WHOLE && !isPart(response)) {
      notTaken =
          new IOException(
              "asked for the bytes from %d of an object, the store answered with status %d and the range '%s': it does not give parts of objects, use one that does"
                  .formatted(
                      asked, response.sdkHttpResponse().statusCode(), response.contentRange()));
      return;
    }
    version = response.eTag() == null ? "" : response.eTag();
    Long length = response.contentLength();
    expected = length == null ? Long.MAX_VALUE : arrived + length;
    head = response;
  }

  @Override
  public void onStream(SdkPublisher<ByteBuffer> stream) {
    CompletableFuture<GetObjectResponse> mine = answer;
    var _ =
        stream
            .subscribe(this::take)
            .whenComplete(
                (done, failed) -> {
                  IOException refused = notTaken;
                  if (refused != null) {
                    mine.completeExceptionally(refused);
                  } else if (failed != null) {
                    mine.completeExceptionally(failed);
                  } else {
                    mine.complete(head);
                  }
                });
  }

  /// Others send the object from its beginning.
  private boolean isPart(GetObjectResponse response) {
    String range = response.contentRange();
    return response.sdkHttpResponse().statusCode() == PART_OF_AN_OBJECT
        && range != null
        && range.startsWith("bytes " + asked + "-");
  }

  private void take(ByteBuffer bytes) {
    IOException refused = notTaken;
    if (refused != null) {
      throw new UncheckedIOException(refused);
    }
    long from = arrived;
    int size = bytes.remaining();
    try {
      target.take(from, bytes);
    } catch (IOException e) {
      notTaken = e;
      throw new UncheckedIOException(e);
    }
    arrived = from + size;
  }

  @Override
  public void exceptionOccurred(Throwable failure) {
    answer.completeExceptionally(failure);
  }
}
