package dev.firebucket.storage.object.aws;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;

/// One request of the SDK and its answer. However it ends, by the answer's end, by a failure or
/// because the SDK gives up, [#done] says so, once, and nothing of it goes on.
final class Exchange {
  private final HttpClient client;
  private final AsyncExecuteRequest request;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private volatile long movedAt = System.nanoTime();
  private volatile @Nullable CompletableFuture<?> answering;
  private volatile @Nullable AnswerBody body;

  Exchange(HttpClient client, AsyncExecuteRequest request) {
    this.client = client;
    this.request = request;
  }

  /// Completed when all of the answer was handed on; exceptionally with what went wrong. The SDK
  /// gives up by completing it.
  CompletableFuture<Void> done() {
    return done;
  }

  /// By [System#nanoTime]: when something was last sent or arrived.
  long movedAt() {
    return movedAt;
  }

  void moved() {
    movedAt = System.nanoTime();
  }

  /// Sends the request.
  void start() {
    moved();
    var _ =
        done.whenComplete(
            (_, failure) -> {
              if (failure != null) {
                stop();
              }
            });
    try {
      CompletableFuture<HttpResponse<Flow.Publisher<List<ByteBuffer>>>> answer =
          client.sendAsync(
              WireRequest.of(request, this::moved), HttpResponse.BodyHandlers.ofPublisher());
      answering = answer;
      var _ =
          answer.whenComplete(
              (response, failure) -> {
                if (failure == null) {
                  take(response);
                } else {
                  fail(failure);
                }
              });
    } catch (RuntimeException | IOException e) {
      fail(e);
    }
  }

  private void take(HttpResponse<Flow.Publisher<List<ByteBuffer>>> response) {
    moved();
    AnswerBody arriving = new AnswerBody(response.body(), this);
    body = arriving;
    if (done.isDone()) {
      arriving.drop();
      return;
    }
    try {
      SdkAsyncHttpResponseHandler handler = request.responseHandler();
      handler.onHeaders(
          SdkHttpFullResponse.builder()
              .statusCode(response.statusCode())
              .headers(response.headers().map())
              .build());
      handler.onStream(arriving);
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  /// All of the answer was handed on.
  void ended() {
    done.complete(null);
  }

  /// Ends it, unless it has ended.
  void fail(Throwable failure) {
    Throwable reason =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (done.isDone()) {
      return;
    }
    AnswerBody arriving = body;
    if (arriving != null) {
      arriving.fail(reason);
    }
    request.responseHandler().onError(reason);
    done.completeExceptionally(reason);
  }

  private void stop() {
    CompletableFuture<?> asked = answering;
    if (asked != null) {
      asked.cancel(true);
    }
    AnswerBody arriving = body;
    if (arriving != null) {
      arriving.drop();
    }
  }
}
