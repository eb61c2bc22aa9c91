package dev.firebucket.storage.object.s3;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Waits for an answer of the asynchronous client.
final class S3Call {
  /// The SDK's own timeout comes first; this one is a backstop.
  private static final Duration GRACE = Duration.ofSeconds(10);

  private S3Call() {}

  /// A call that failed, with the SDK's exception as its cause.
  static final class Failed extends Exception {
    private static final long serialVersionUID = 1L;

    Failed(Throwable cause) {
      super(cause);
    }

    Throwable reason() {
      Throwable cause = getCause();
      return cause == null ? this : cause;
    }
  }

  /// The answer.
  ///
  /// @throws Failed when the call fails, with the reason as its cause
  /// @throws InterruptedIOException when this thread is interrupted; the request is cancelled
  static <T> T await(CompletableFuture<T> answer, Duration timeout)
      throws Failed, InterruptedIOException {
    try {
      return answer.get(timeout.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | CompletionException e) {
      Throwable cause = e.getCause();
      throw new Failed(cause == null ? e : cause);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new Failed(e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for S3");
    }
  }
}
