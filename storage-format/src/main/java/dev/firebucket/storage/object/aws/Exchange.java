package dev.firebucket.storage.object.aws;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;
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
  private final AtomicBoolean hasFailed = new AtomicBoolean();

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

  /// Whether the other side is to do something next.
  boolean isWaiting() {
    AnswerBody arriving = body;
    return arriving == null || arriving.isWaiting();
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
      if (done.isDone()) {
        stop();
      }
      var _ =
          answer.whenComplete(
              (response, failure) -> {
                if (failure == null) {
                  take(response);
                } else {
                  fail(failure);
                }
              });
    } catch (RuntimeException | Error | IOException e) {
      fail(e);
    }
  }

  private void take(HttpResponse<Flow.Publisher<List<ByteBuffer>>> response) {
    moved();
    Flow.@Nullable Publisher<List<ByteBuffer>> bytes = response.body();
    if (bytes == null) {
      // The JDK's client hands on a proxy's refusal as an answer without a body.
      SdkHttpRequest asked = request.request();
      fail(
          new IOException(
              "the proxy answered with status %d instead of opening a way to %s:%d"
                  .formatted(response.statusCode(), asked.host(), asked.port())));
      return;
    }
    AnswerBody arriving = new AnswerBody(bytes, this);
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
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  /// All of the answer was handed on.
  void ended() {
    done.complete(null);
  }

  /// Ends it, unless it has ended: as soon as the SDK has taken what was just handed to it.
  void fail(Throwable failure) {
    if (done.isDone() || !hasFailed.compareAndSet(false, true)) {
      return;
    }
    Throwable reason = withWords(unwrapped(failure));
    AnswerBody arriving = body;
    if (arriving == null) {
      report(reason);
    } else {
      arriving.fail(reason, () -> report(reason));
    }
  }

  private void report(Throwable reason) {
    try {
      request.responseHandler().onError(reason);
    } finally {
      done.completeExceptionally(reason);
    }
  }

  private static Throwable unwrapped(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  /// The JDK's client does not say where it could not connect to.
  private Throwable withWords(Throwable failure) {
    if (!(failure instanceof ConnectException) || failure.getMessage() != null) {
      return failure;
    }
    SdkHttpRequest asked = request.request();
    ConnectException named =
        new ConnectException(
            "cannot connect to %s:%d%s"
                .formatted(
                    asked.host(),
                    asked.port(),
                    failure.getCause() instanceof UnresolvedAddressException
                        ? ", the host is unknown"
                        : ""));
    named.initCause(failure);
    return named;
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
