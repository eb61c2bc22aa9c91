package dev.firebucket.storage.object.s3;

import dev.firebucket.storage.object.ObjectStoreException;
import dev.firebucket.storage.object.StoreOptions;
import dev.firebucket.storage.object.StoreRequests;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpResponse;

/// Asks S3, a few times where the first attempt fails: each attempt and all of them together have
/// limited time. Safe for use by several threads.
final class S3Calls implements AutoCloseable {
  private static final int ATTEMPTS = 4;

  /// How long a call may take with all its attempts.
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(60);

  /// How long one attempt may take.
  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(20);

  /// A slower connection is not usable: bodies have so much more time.
  private static final long BYTES_PER_SECOND = 500_000;

  private static final long FIRST_PAUSE_MILLIS = 100;

  /// S3 grows by a request for a slower pace: the next one comes later.
  private static final int THROTTLED = 5;

  private final S3Address address;
  private final StoreRequests requests = new StoreRequests();
  private @Nullable S3Connection connection;
  private boolean closed;

  private S3Calls(S3Address address) {
    this.address = address;
    this.connection = new S3Connection(address, requests);
  }

  /// @throws ObjectStoreException when no region can be found
  static S3Calls of(String bucket, StoreOptions options) throws ObjectStoreException {
    return new S3Calls(S3Address.of(bucket, options));
  }

  /// Counts what is sent.
  StoreRequests requests() {
    return requests;
  }

  /// The connections of now; new ones after [#disconnect].
  synchronized S3Connection connection() {
    if (closed) {
      throw new IllegalStateException("the store has been closed");
    }
    S3Connection now = connection;
    if (now == null) {
      now = new S3Connection(address, requests);
      connection = now;
    }
    return now;
  }

  /// Ends the connections, and forgets the credentials: they are the connections'.
  synchronized void disconnect() {
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }

  @Override
  public synchronized void close() {
    disconnect();
    closed = true;
  }

  /// The body of the answer.
  ///
  /// @throws S3Call.Failed when the last attempt fails, with the reason as its cause
  byte[] call(S3Request request) throws S3Call.Failed, IOException {
    return ask(request).body();
  }

  /// The document that answers.
  ///
  /// @throws S3Call.Failed when the last attempt fails, with the reason as its cause
  S3Element document(S3Request request) throws S3Call.Failed, IOException {
    return ask(request).document();
  }

  private S3Answer ask(S3Request request) throws S3Call.Failed, IOException {
    Duration more = Duration.ofSeconds(request.body().length() / BYTES_PER_SECOND);
    long end = System.nanoTime() + CALL_TIMEOUT.plus(more).toNanos();
    boolean isPerhapsDone = false;
    for (int attempt = 1; ; attempt++) {
      // One of its own: an attempt that was given up may still hand on what has arrived.
      S3Answer answer = new S3Answer(request);
      try {
        SdkHttpResponse _ =
            S3Call.await(
                connection().send(request, answer),
                least(ATTEMPT_TIMEOUT.plus(more), Duration.ofNanos(end - System.nanoTime())));
        return answer;
      } catch (S3Call.Failed e) {
        isPerhapsDone |= S3Failures.isPerhapsDone(e.reason());
        if (attempt == ATTEMPTS || !isPassing(e.reason()) || System.nanoTime() - end >= 0) {
          throw new S3Call.Failed(e.reason(), isPerhapsDone);
        }
        pause(attempt, e.reason());
      }
    }
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static boolean isPassing(Throwable failure) {
    return switch (failure) {
      case S3RefusedException refused -> refused.isPassing();
      case IOException _, TimeoutException _ -> !S3Failures.isUnsent(failure);
      default -> false;
    };
  }

  /// At random, so that those who failed together do not come again together.
  private static void pause(int attempt, Throwable failure) throws InterruptedIOException {
    boolean isThrottled = failure instanceof S3RefusedException refused && refused.isThrottling();
    long most = (FIRST_PAUSE_MILLIS << (attempt - 1)) * (isThrottled ? THROTTLED : 1);
    S3Call.pause(Duration.ofMillis(ThreadLocalRandom.current().nextLong(most) + 1));
  }
}
