package dev.firebucket.storage.object.s3;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Waits for an answer.
final class S3Call {
  private S3Call() {}

  /// A call that failed, with the reason as its cause.
  static final class Failed extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean isPerhapsDone;

    Failed(Throwable cause) {
      this(cause, S3Failures.isPerhapsDone(cause));
    }

    /// @param isPerhapsDone whether S3 may have done what was asked, at this attempt or before
    Failed(Throwable cause, boolean isPerhapsDone) {
      super(cause);
      this.isPerhapsDone = isPerhapsDone;
    }

    boolean isPerhapsDone() {
      return isPerhapsDone;
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
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw new Failed(cause == null ? e : cause);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new Failed(e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw interrupted("interrupted while waiting for S3");
    }
  }

  /// Waits before the next attempt.
  static void pause(Duration time) throws InterruptedIOException {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      throw interrupted("interrupted before S3 could be asked again");
    }
  }

  private static InterruptedIOException interrupted(String what) {
    Thread.currentThread().interrupt();
    return new InterruptedIOException(what);
  }
}
