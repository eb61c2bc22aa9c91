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
/// where the last one broke off.
final class S3Arrival implements AsyncResponseTransformer<GetObjectResponse, GetObjectResponse> {
  private final S3Target target;
  private volatile long arrived;
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

  /// Whether all has arrived that the last answer promised.
  boolean isComplete() {
    return arrived == expected;
  }

  /// Why the target refused bytes, null where it did not.
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
                  if (failed == null) {
                    mine.complete(head);
                  } else {
                    mine.completeExceptionally(failed);
                  }
                });
  }

  private void take(ByteBuffer bytes) {
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
