package dev.firebucket.storage.object.s3;

import dev.firebucket.storage.object.ObjectStoreException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;

/// Says why an S3 request failed, and which permission or setting fixes it.
final class S3Failures {
  private static final int CAUSES = 12;
  private static final int SERVER_ERROR = 500;

  private final S3Location location;
  private final String endpoint;

  /// @param endpoint other than AWS
  S3Failures(S3Location location, Optional<URI> endpoint) {
    this.location = location;
    this.endpoint = endpoint.map(URI::toString).orElse("AWS S3");
  }

  /// The exception to throw for a failed operation on a key.
  ObjectStoreException of(S3Operation operation, String key, Throwable failure) {
    return new ObjectStoreException(
        "cannot %s '%s' in %s: %s"
            .formatted(operation.verb(), key, location, reason(operation, key, failure)),
        failure);
  }

  private String reason(S3Operation operation, String key, Throwable failure) {
    if (failure instanceof S3RefusedException refused) {
      return refusal(operation, key, refused);
    }
    if (isUnknownHost(failure)) {
      return "the host of "
          + endpoint
          + " is unknown; check the network, or correct --storage.s3.endpoint";
    }
    if (isTimeout(failure)) {
      return endpoint + " did not answer in time after several attempts; check the network";
    }
    if (isRefusedConnection(failure)) {
      return "nothing listens at " + endpoint + "; start it, or correct --storage.s3.endpoint";
    }
    if (lacksCredentials(failure)) {
      return "no credentials found; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE,"
          + " or give the function or machine a role";
    }
    return String.valueOf(failure.getMessage());
  }

  private String refusal(S3Operation operation, String key, S3RefusedException refused) {
    return switch (refused.code()) {
      case "NoSuchBucket" ->
          "there is no bucket '%s'; create it (aws s3 mb s3://%s), or correct --storage"
              .formatted(location.bucket(), location.bucket());
      case "AccessDenied", "AllAccessDisabled", "403" ->
          "access denied; allow %s on %s to this identity%s"
              .formatted(
                  operation.permission(),
                  operation == S3Operation.LIST
                      ? "arn:aws:s3:::" + location.bucket()
                      : location.arn(key),
                  operation == S3Operation.GET
                      ? " (and s3:ListBucket on the bucket: without it S3 also denies access to missing objects)"
                      : "");
      case "InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken" ->
          "the credentials are not valid there; correct AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
              + " or the profile";
      case "ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired" ->
          "the credentials have expired; log in again";
      case "RequestTimeTooSkewed" -> "this machine's clock is wrong; set it";
      case "PermanentRedirect",
          "AuthorizationHeaderMalformed",
          "301",
          "IllegalLocationConstraintException" ->
          "the bucket '%s' is in another region; set --storage.s3.region or AWS_REGION to it (%s)"
              .formatted(location.bucket(), refused.getMessage());
      case "SlowDown", "ServiceUnavailable", "503" ->
          "S3 is overloaded and refused several attempts; try again later";
      default -> "%s (%s)".formatted(refused.getMessage(), refused.code());
    };
  }

  /// Whether the request was certainly not sent: no host, no credentials.
  static boolean isUnsent(Throwable failure) {
    return isUnknownHost(failure) || lacksCredentials(failure);
  }

  /// Whether S3 may have done what it was asked: it did not say.
  static boolean isPerhapsDone(Throwable failure) {
    return failure instanceof S3RefusedException refused
        ? refused.status() >= SERVER_ERROR
        : !isRefusedConnection(failure) && !isUnsent(failure);
  }

  /// The JDK's client reports it as a connection that failed, without an `UnknownHostException`.
  private static boolean isUnknownHost(Throwable failure) {
    return cause(failure, UnresolvedAddressException.class) != null;
  }

  private static boolean lacksCredentials(Throwable failure) {
    SdkClientException ofTheChain = cause(failure, SdkClientException.class);
    return ofTheChain != null
        && String.valueOf(ofTheChain.getMessage())
            .toLowerCase(Locale.ROOT)
            .contains("load credentials");
  }

  /// Whether S3 refused or the connection broke: what had arrived before is what S3 sent.
  static boolean isOfTransport(Throwable failure) {
    return cause(failure, IOException.class) != null
        || cause(failure, TimeoutException.class) != null;
  }

  private static boolean isRefusedConnection(Throwable failure) {
    return cause(failure, ConnectException.class) != null;
  }

  private static boolean isTimeout(Throwable failure) {
    return cause(failure, TimeoutException.class) != null
        || cause(failure, HttpTimeoutException.class) != null;
  }

  private static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> type) {
    Throwable at = failure;
    for (int i = 0; i < CAUSES && at != null; i++) {
      if (type.isInstance(at)) {
        return type.cast(at);
      }
      at = at.getCause();
    }
    return null;
  }
}
