package dev.firebucket.storage.object.s3;

import dev.firebucket.storage.object.StoreRequest;
import dev.firebucket.storage.object.StoreRequests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;

/// One attempt of a request and its answer: hands it to its taker, or reads why it was refused.
///
/// Counted as it is charged: each attempt, not each call.
final class S3Exchange implements SdkAsyncHttpResponseHandler, Subscriber<ByteBuffer> {
  private static final int NOT_FOUND = 404;
  private static final int PRECONDITION_FAILED = 412;

  /// What is read of a refusal.
  private static final int LONGEST_REFUSAL = 1 << 16;

  private final StoreRequest kind;
  private final S3Taking taking;
  private final StoreRequests requests;
  private final CompletableFuture<SdkHttpResponse> done = new CompletableFuture<>();
  private final ByteArrayOutputStream refusal = new ByteArrayOutputStream();
  private volatile @Nullable SdkHttpResponse head;
  private volatile @Nullable Subscription arriving;

  S3Exchange(S3Request request, S3Taking taking, StoreRequests requests) {
    this.kind = request.kind();
    this.taking = taking;
    this.requests = requests;
    requests.sent(
        kind,
        switch (kind) {
          case PUT, PUT_IF_ABSENT, PUT_PART -> request.body().length();
          case GET, GET_RANGE, LIST, DELETE -> 0;
        });
    var _ =
        done.whenComplete(
            (_, failure) -> {
              if (failure != null && isUnexpected(failure)) {
                requests.failed(kind);
              }
            });
  }

  private static boolean isUnexpected(Throwable failure) {
    return !(failure instanceof S3RefusedException refused)
        || (refused.status() != NOT_FOUND && refused.status() != PRECONDITION_FAILED);
  }

  /// Completed when the taker has all; exceptionally with an [S3RefusedException], or with what
  /// happened to the connection.
  CompletableFuture<SdkHttpResponse> done() {
    return done;
  }

  @Override
  public void onHeaders(SdkHttpResponse response) {
    head = response;
    if (!response.isSuccessful()) {
      return;
    }
    if (kind == StoreRequest.GET || kind == StoreRequest.GET_RANGE) {
      requests.received(kind, S3Answer.length(response).orElse(0L));
    }
    try {
      taking.begin(response);
    } catch (IOException | RuntimeException e) {
      fail(e);
    }
  }

  @Override
  public void onStream(Publisher<ByteBuffer> body) {
    if (!done.isDone()) {
      body.subscribe(this);
    }
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    arriving = subscription;
    if (done.isDone()) {
      subscription.cancel();
    } else {
      subscription.request(Long.MAX_VALUE);
    }
  }

  @Override
  public void onNext(ByteBuffer bytes) {
    if (done.isDone()) {
      return;
    }
    try {
      if (isRefusal()) {
        int size = Math.min(bytes.remaining(), LONGEST_REFUSAL - refusal.size());
        byte[] some = new byte[size];
        bytes.get(some);
        refusal.write(some, 0, size);
      } else {
        taking.take(bytes);
      }
    } catch (IOException | RuntimeException e) {
      fail(e);
    }
  }

  private boolean isRefusal() {
    SdkHttpResponse answered = head;
    return answered == null || !answered.isSuccessful();
  }

  @Override
  public void onComplete() {
    SdkHttpResponse answered = head;
    if (done.isDone() || answered == null) {
      return;
    }
    try {
      if (answered.isSuccessful()) {
        taking.end();
        done.complete(answered);
      } else {
        done.completeExceptionally(S3RefusedException.of(answered, refusal.toByteArray()));
      }
    } catch (IOException | RuntimeException e) {
      fail(e);
    }
  }

  @Override
  public void onError(Throwable failure) {
    done.completeExceptionally(failure);
  }

  private void fail(Throwable failure) {
    done.completeExceptionally(failure);
    Subscription from = arriving;
    if (from != null) {
      from.cancel();
    }
  }
}
