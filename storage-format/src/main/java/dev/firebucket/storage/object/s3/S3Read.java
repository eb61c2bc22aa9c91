package dev.firebucket.storage.object.s3;

import dev.firebucket.storage.object.ObjectCutException;
import dev.firebucket.storage.object.ObjectKey;
import dev.firebucket.storage.object.ObjectReplacedException;
import dev.firebucket.storage.object.ReadPermits;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpResponse;

/// Reads an object or a part of it. A connection that breaks costs what had not arrived: the next
/// request asks for the rest, of the same version. After any other failure, a wrong checksum above
/// all, nothing that has arrived is trusted and the next request begins again.
///
/// Time is not limited as a whole but by progress: a connection on which nothing arrives for a
/// while is given up, and so is a reading that brings nothing several times in a row.
final class S3Read {
  private static final int REPLACED = 412;
  private static final int BEYOND_THE_END = 416;

  /// So many readings at the same time; the others wait.
  private static final int AT_ONCE = 32;

  /// How often in a row a request may bring nothing.
  private static final int MOST_FRUITLESS = 5;

  /// How often a reading may begin again.
  private static final int MOST_BEGINNINGS = 3;

  /// How often at all a reading may be taken up again.
  private static final int MOST_ATTEMPTS = 100;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  /// A request on which bytes arrive may take so long; silence ends it much earlier.
  private static final Duration LONGEST_REQUEST = Duration.ofHours(1);

  private final S3Calls calls;
  private final S3Location location;
  private final S3Failures failures;
  private final ReadPermits permits = new ReadPermits(AT_ONCE);

  S3Read(S3Calls calls, S3Location location, S3Failures failures) {
    this.calls = calls;
    this.location = location;
    this.failures = failures;
  }

  /// Reads an object or a part of it.
  ///
  /// @param offset where the bytes begin in the object
  /// @param length how many bytes; [Long#MAX_VALUE] for all to the end of the object
  /// @param version that the object must have; empty for any
  /// @return the version that it has; null if there is no such object
  @Nullable String read(String key, long offset, long length, String version, S3Target target)
      throws IOException {
    String fullKey = location.fullKey(ObjectKey.require(key));
    Attempts attempts = new Attempts(fullKey, offset, length, new S3Arrival(target, version));
    try (ReadPermits.Turn _ = permits.take()) {
      attempts.run();
      if (length != Long.MAX_VALUE && attempts.arrival.arrived() < length) {
        throw tooShort(key);
      }
      return attempts.arrival.version();
    } catch (S3Call.Failed e) {
      IOException notTaken = attempts.arrival.notTaken();
      return failed(key, notTaken == null ? e.reason() : notTaken);
    }
  }

  private @Nullable String failed(String key, Throwable reason) throws IOException {
    switch (reason) {
      case S3RefusedException refused when refused.isMissingObject() -> {
        return null;
      }
      case S3RefusedException refused when refused.status() == REPLACED ->
          throw new ObjectReplacedException(key, location.toString());
      case S3RefusedException refused when refused.status() == BEYOND_THE_END ->
          throw tooShort(key);
      default -> throw failures.of(S3Operation.GET, key, reason);
    }
  }

  private ObjectCutException tooShort(String key) {
    return new ObjectCutException(key, location.toString());
  }

  /// The requests of one reading.
  private final class Attempts {
    private final String key;
    private final long offset;
    private final long length;
    private final S3Arrival arrival;
    private long arrivedBefore;
    private int fruitless;
    private int beginnings;

    Attempts(String key, long offset, long length, S3Arrival arrival) {
      this.key = key;
      this.offset = offset;
      this.length = length;
      this.arrival = arrival;
    }

    void run() throws S3Call.Failed, IOException {
      for (int attempt = 0; ; attempt++) {
        try {
          SdkHttpResponse _ =
              S3Call.await(calls.connection().send(next(), arrival), LONGEST_REQUEST);
          return;
        } catch (S3Call.Failed e) {
          if (attempt == MOST_ATTEMPTS || !mayGoOn(e.reason())) {
            throw e;
          }
        }
        pause(fruitless);
      }
    }

    private static void pause(int fruitless) throws InterruptedIOException {
      long most = Math.min(FIRST_PAUSE.toMillis() << fruitless, LONGEST_PAUSE.toMillis());
      S3Call.pause(Duration.ofMillis(ThreadLocalRandom.current().nextLong(most) + 1));
    }

    private S3Request next() {
      long from = offset + arrival.arrived();
      S3Request next;
      if (from > 0 || length != Long.MAX_VALUE) {
        arrival.expectPart(from);
        next =
            S3Request.part(
                key, "bytes=" + from + "-" + (length == Long.MAX_VALUE ? "" : offset + length - 1));
      } else {
        arrival.expectWhole();
        next = S3Request.get(key);
      }
      return arrival.version().isEmpty() ? next : next.with("if-match", arrival.version());
    }

    private boolean mayGoOn(Throwable failure) {
      if (arrival.notTaken() != null || isFinal(failure)) {
        return false;
      }
      if (arrival.hasAll() || !S3Failures.isOfTransport(failure)) {
        arrival.beginAgain();
        arrivedBefore = 0;
        beginnings++;
        return beginnings < MOST_BEGINNINGS;
      }
      fruitless = arrival.arrived() > arrivedBefore ? 0 : fruitless + 1;
      arrivedBefore = arrival.arrived();
      return fruitless < MOST_FRUITLESS;
    }

    private static boolean isFinal(Throwable failure) {
      return failure instanceof S3RefusedException refused
          ? !refused.isPassing()
          : S3Failures.isUnsent(failure);
    }
  }
}
