package dev.firebucket.storage.object.s3;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.http.SdkHttpResponse;

/// What S3 answers instead of what was asked
/// ([codes](https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html)).
final class S3RefusedException extends IOException {
  private static final long serialVersionUID = 1L;
  private static final int OK = 200;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;
  private static final int NOT_IMPLEMENTED = 501;

  /// S3 asks for a slower pace by these.
  private static final Set<String> THROTTLING =
      Set.of(
          "SlowDown",
          "Throttling",
          "ThrottlingException",
          "RequestLimitExceeded",
          "BandwidthLimitExceeded",
          "TooManyRequestsException");

  /// Of S3, of the connection, or of a clock that [S3Signer] follows: not of the request. The first
  /// two come with a good status where S3 had begun to answer.
  private static final Set<String> PASSING =
      Set.of("InternalError", "ServiceUnavailable", "RequestTimeout", "RequestTimeTooSkewed");

  private final int status;
  private final String code;
  private final transient Optional<Instant> time;

  private S3RefusedException(int status, String code, String message, Optional<Instant> time) {
    super(message.isEmpty() ? "status " + status : message);
    this.status = status;
    this.code = code.isEmpty() ? String.valueOf(status) : code;
    this.time = time;
  }

  /// Reads an answer; some have no body, those of what stands in front of S3 have another one.
  static S3RefusedException of(SdkHttpResponse head, byte[] body) {
    Optional<Instant> time =
        head.firstMatchingHeader("Date")
            .flatMap(date -> time(date, DateTimeFormatter.RFC_1123_DATE_TIME));
    try {
      if (body.length > 0) {
        return of(head.statusCode(), S3Element.parse(body), time);
      }
    } catch (IOException e) {
      String start = new String(body, 0, Math.min(body.length, 200), StandardCharsets.UTF_8);
      return new S3RefusedException(
          head.statusCode(), "", "status %d: %s".formatted(head.statusCode(), start), time);
    }
    return new S3RefusedException(head.statusCode(), "", "", time);
  }

  /// An `Error` inside of an answer that began well.
  static S3RefusedException of(S3Element error) {
    return of(OK, error, Optional.empty());
  }

  /// An answer that began well and is none of S3.
  static S3RefusedException notOfS3(String why) {
    return new S3RefusedException(
        OK, "", why + ", not one of S3; correct --storage.s3.endpoint", Optional.empty());
  }

  private static S3RefusedException of(int status, S3Element error, Optional<Instant> time) {
    return new S3RefusedException(
        status,
        error.of("Code"),
        error.of("Message"),
        time(error.of("ServerTime"), DateTimeFormatter.ISO_INSTANT).or(() -> time));
  }

  private static Optional<Instant> time(String text, DateTimeFormatter format) {
    try {
      return Optional.of(format.parse(text, Instant::from));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  int status() {
    return status;
  }

  /// S3's word for it; the status where it has none.
  String code() {
    return code;
  }

  /// S3's clock.
  Optional<Instant> time() {
    return time;
  }

  boolean isMissingObject() {
    return code.equals("NoSuchKey");
  }

  boolean isSkewedClock() {
    return code.equals("RequestTimeTooSkewed");
  }

  boolean isThrottling() {
    return status == TOO_MANY_REQUESTS || THROTTLING.contains(code);
  }

  /// Whether the same request may be answered well a little later.
  boolean isPassing() {
    return (status >= SERVER_ERROR && status != NOT_IMPLEMENTED)
        || isThrottling()
        || PASSING.contains(code);
  }
}
