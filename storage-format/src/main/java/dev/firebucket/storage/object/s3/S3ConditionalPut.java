package dev.firebucket.storage.object.s3;

import dev.firebucket.storage.object.PutIfAbsentOutcome;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// A put with `If-None-Match: *`, and what its answers mean.
///
/// S3 answers 412 if the key exists, and 409 ConditionalRequestConflict if two such puts race: then
/// the put is repeated. The SDK repeats a put whose answer was lost, so `EXISTS` may mean that this
/// put wrote the object: a commit must check whose it is.
final class S3ConditionalPut {
  private static final int CONFLICT = 409;
  private static final int PRECONDITION_FAILED = 412;
  private static final int SERVER_ERROR = 500;
  private static final int ATTEMPTS = 8;
  private static final long FIRST_PAUSE_MILLIS = 25;

  private final S3Clients clients;
  private final S3Failures failures;

  S3ConditionalPut(S3Clients clients, S3Failures failures) {
    this.clients = clients;
    this.failures = failures;
  }

  PutIfAbsentOutcome put(PutObjectRequest request, String key, byte[] body) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        S3Call.await(
            clients.client().putObject(request, AsyncRequestBody.fromBytesUnsafe(body)),
            S3Clients.CALL_TIMEOUT);
        return PutIfAbsentOutcome.CREATED;
      } catch (S3Call.Failed e) {
        Throwable reason = e.reason();
        if (!(reason instanceof S3Exception refused)) {
          return unanswered(key, reason);
        }
        if (refused.statusCode() == PRECONDITION_FAILED) {
          return PutIfAbsentOutcome.EXISTS;
        }
        if (refused.statusCode() >= SERVER_ERROR) {
          return PutIfAbsentOutcome.UNKNOWN;
        }
        if (refused.statusCode() != CONFLICT) {
          throw failures.of(S3Operation.PUT, key, refused);
        }
      }
      pause(attempt);
    }
    return PutIfAbsentOutcome.UNKNOWN;
  }

  /// Sent and perhaps done, but unanswered; what was certainly not sent is a failure.
  private PutIfAbsentOutcome unanswered(String key, Throwable reason) throws IOException {
    if (S3Failures.isRefusedConnection(reason) || S3Failures.isUnsent(reason)) {
      throw failures.of(S3Operation.PUT, key, reason);
    }
    return PutIfAbsentOutcome.UNKNOWN;
  }

  private static void pause(int attempt) throws InterruptedIOException {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(FIRST_PAUSE_MILLIS << attempt) + 1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted before a put could be repeated");
    }
  }
}
