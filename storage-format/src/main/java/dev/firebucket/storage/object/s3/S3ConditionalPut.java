package dev.firebucket.storage.object.s3;

import dev.firebucket.storage.object.PutIfAbsentOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// A put with `If-None-Match: *`, and what its answers mean.
///
/// S3 answers 412 if the key exists, and 409 ConditionalRequestConflict if two such puts race: then
/// the put is repeated. A put whose answer was lost is repeated, so `EXISTS` may mean that this put
/// wrote the object: a commit must check whose it is. Where the repetition is refused for another
/// reason, the lost one may have been done all the same: `UNKNOWN`.
final class S3ConditionalPut {
  private static final int CONFLICT = 409;
  private static final int PRECONDITION_FAILED = 412;
  private static final int UNANSWERED = 0;
  private static final int ATTEMPTS = 8;
  private static final long FIRST_PAUSE_MILLIS = 25;

  private final S3Calls calls;
  private final S3Failures failures;

  S3ConditionalPut(S3Calls calls, S3Failures failures) {
    this.calls = calls;
    this.failures = failures;
  }

  PutIfAbsentOutcome put(S3Request request, String key) throws IOException {
    boolean isPerhapsDone = false;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        byte[] _ = calls.call(request);
        return PutIfAbsentOutcome.CREATED;
      } catch (S3Call.Failed e) {
        isPerhapsDone |= e.isPerhapsDone();
        int status =
            e.reason() instanceof S3RefusedException refused ? refused.status() : UNANSWERED;
        if (status == PRECONDITION_FAILED) {
          return PutIfAbsentOutcome.EXISTS;
        }
        if (status != CONFLICT) {
          return open(isPerhapsDone, key, e.reason());
        }
      }
      S3Call.pause(
          Duration.ofMillis(
              ThreadLocalRandom.current().nextLong(FIRST_PAUSE_MILLIS << attempt) + 1));
    }
    return PutIfAbsentOutcome.UNKNOWN;
  }

  /// What was certainly not done is a failure.
  private PutIfAbsentOutcome open(boolean isPerhapsDone, String key, Throwable reason)
      throws IOException {
    if (isPerhapsDone) {
      return PutIfAbsentOutcome.UNKNOWN;
    }
    throw failures.of(S3Operation.PUT, key, reason);
  }
}
