package dev.firebucket.storage.object.s3;

import dev.firebucket.storage.object.ObjectCutException;
import dev.firebucket.storage.object.ObjectReplacedException;
import dev.firebucket.storage.object.ReadPermits;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Reads an object or a part of it. A connection that breaks costs what had not arrived: the next
/// request asks for the rest, of the same version. After any other failure, a wrong checksum above
/// all, nothing that has arrived is trusted and the next request begins again.
///
/// Time is not limited as a whole but by progress: a connection on which nothing arrives for a
/// while is given up, and so is a reading that brings nothing several times in a row.
final class S3Read {
  private static final int REPLACED = 412;
  private static final int BEYOND_THE_END = 416;
  private static final int SERVER_ERROR = 500;

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

  static {
    // At its first callback Mutiny looks for what carries contexts, and fails where two threads do.
    var _ = Uni.createFrom().item(0).map(one -> one).await().indefinitely();
  }

  private final S3Clients clients;
  private final S3Location location;
  private final S3Failures failures;
  private final ReadPermits permits = new ReadPermits(AT_ONCE);

  S3Read(S3Clients clients, S3Location location, S3Failures failures) {
    this.clients = clients;
    this.location = location;
    this.failures = failures;
  }

  /// Reads what a request asks for.
  ///
  /// @param request without a range: this adds it
  /// @param offset where the bytes begin in the object
  /// @param length how many bytes; [Long#MAX_VALUE] for all to the end of the object
  /// @param version that the object must have; empty for any
  /// @return the version that it has; null if there is no such object
  @Nullable String read(
      String key,
      GetObjectRequest request,
      long offset,
      long length,
      String version,
      S3Target target)
      throws IOException {
    Attempts attempts = new Attempts(request, offset, length, new S3Arrival(target, version));
    try (ReadPermits.Turn _ = permits.take()) {
      S3Call.await(attempts.run(), LONGEST_REQUEST);
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
      case NoSuchKeyException _ -> {
        return null;
      }
      case S3Exception refused when refused.statusCode() == REPLACED ->
          throw new ObjectReplacedException(key, location.toString());
      case S3Exception refused when refused.statusCode() == BEYOND_THE_END -> throw tooShort(key);
      default -> throw failures.of(S3Operation.GET, key, reason);
    }
  }

  private ObjectCutException tooShort(String key) {
    return new ObjectCutException(key, location.toString());
  }

  /// The requests of one reading.
  private final class Attempts {
    private final GetObjectRequest request;
    private final long offset;
    private final long length;
    private final S3Arrival arrival;
    private long arrivedBefore;
    private int fruitless;
    private int beginnings;

    Attempts(GetObjectRequest request, long offset, long length, S3Arrival arrival) {
      this.request = request;
      this.offset = offset;
      this.length = length;
      this.arrival = arrival;
    }

    CompletableFuture<GetObjectResponse> run() {
      return Uni.createFrom()
          .completionStage(() -> clients.reading().getObject(next(), arrival))
          .onFailure(this::mayGoOn)
          .retry()
          .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
          .atMost(MOST_ATTEMPTS)
          .subscribeAsCompletionStage();
    }

    private GetObjectRequest next() {
      GetObjectRequest.Builder next =
          request.toBuilder()
              .overrideConfiguration(
                  AwsRequestOverrideConfiguration.builder()
                      .apiCallTimeout(LONGEST_REQUEST)
                      .apiCallAttemptTimeout(LONGEST_REQUEST)
                      .build());
      long from = offset + arrival.arrived();
      if (from > 0 || length != Long.MAX_VALUE) {
        next.range("bytes=" + from + "-" + (length == Long.MAX_VALUE ? "" : offset + length - 1));
        arrival.expectPart(from);
      } else {
        arrival.expectWhole();
      }
      if (!arrival.version().isEmpty()) {
        next.ifMatch(arrival.version());
      }
      return next.build();
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
      return failure instanceof S3Exception refused
          ? refused.statusCode() < SERVER_ERROR && !refused.isThrottlingException()
          : S3Failures.isUnsent(failure);
    }
  }
}
