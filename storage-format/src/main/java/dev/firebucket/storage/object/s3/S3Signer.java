package dev.firebucket.storage.object.s3;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/// Signs requests with the credentials of the AWS SDK's chain. Safe for use by several threads.
final class S3Signer implements AutoCloseable {
  private static final String SERVICE = "s3";

  private final AwsCredentialsProvider credentials = credentials();
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final S3Address address;
  private volatile Clock clock = Clock.systemUTC();

  S3Signer(S3Address address) {
    this.address = address;
  }

  /// The SDK's chain begins with these two; where the first has nothing and the second has, as in a
  /// function, the sixty classes of the others need not be loaded.
  private static AwsCredentialsProvider credentials() {
    boolean isInEnvironment =
        System.getProperty(SdkSystemSetting.AWS_ACCESS_KEY_ID.property()) == null
            && S3Address.setting("AWS_ACCESS_KEY_ID").isPresent()
            && S3Address.setting("AWS_SECRET_ACCESS_KEY").isPresent();
    return isInEnvironment
        ? EnvironmentVariableCredentialsProvider.create()
        : DefaultCredentialsProvider.builder().build();
  }

  /// The request with its address and signature.
  ///
  /// @throws software.amazon.awssdk.core.exception.SdkClientException when there are no credentials
  SdkHttpRequest sign(S3Request request) {
    AwsCredentials identity = credentials.resolveCredentials();
    SdkHttpRequest located = address.locate(request);
    try (S3Reading payload = new S3Reading(request.body())) {
      return signer
          .sign(
              sign ->
                  sign.identity(identity)
                      .request(located)
                      .payload(payload)
                      .putProperty(HttpSigner.SIGNING_CLOCK, clock)
                      .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                      .putProperty(AwsV4HttpSigner.REGION_NAME, address.region())
                      // Keys are signed as they are sent: S3's own way.
                      .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                      .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                      // Where TLS guards the body its checksum is enough.
                      .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, !address.isPrivate()))
          .request();
    }
  }

  /// From now on by the store's clock: it refuses signatures that are a quarter of an hour off.
  void follow(Instant storeTime) {
    clock = Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), storeTime));
  }

  @Override
  public void close() {
    if (credentials instanceof SdkAutoCloseable closeable) {
      closeable.close();
    }
  }
}
