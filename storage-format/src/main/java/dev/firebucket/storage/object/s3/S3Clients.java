package dev.firebucket.storage.object.s3;

import dev.firebucket.storage.object.ObjectStoreException;
import dev.firebucket.storage.object.StoreOptions;
import dev.firebucket.storage.object.StoreRequests;
import dev.firebucket.storage.object.aws.AwsHttpClient;
import dev.firebucket.storage.object.aws.AwsHttpLimits;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/// The SDK's client with its threads: timeouts on everything, few attempts, credentials from the
/// SDK's chain.
final class S3Clients implements AutoCloseable {
  /// How long a call may take with all its attempts; large uploads get more.
  static final Duration CALL_TIMEOUT = Duration.ofSeconds(60);

  /// How long one attempt may take; large uploads get more.
  static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(20);

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(20);
  private static final int CONNECTIONS = 64;

  private final StoreOptions options;
  private final Region region;
  private final StoreRequests requests = new StoreRequests();
  private @Nullable S3Connected connected;
  private boolean closed;

  private S3Clients(StoreOptions options, Region region) {
    this.options = options;
    this.region = region;
    this.connected = connect();
  }

  /// @throws ObjectStoreException when no region can be found
  static S3Clients create(StoreOptions options) throws ObjectStoreException {
    return new S3Clients(options, region(options));
  }

  /// Counts what the clients send.
  StoreRequests requests() {
    return requests;
  }

  /// The client of now; a new one after [#disconnect].
  S3AsyncClient client() {
    return connected().client();
  }

  /// A client of the same connections that tries once: for those who go on where an attempt broke
  /// off.
  S3AsyncClient reading() {
    return connected().reading();
  }

  private synchronized S3Connected connected() {
    if (closed) {
      throw new IllegalStateException("the store has been closed");
    }
    S3Connected now = connected;
    if (now == null) {
      now = connect();
      connected = now;
    }
    return now;
  }

  /// Ends the connections, and forgets the credentials: they are the clients'.
  synchronized void disconnect() {
    if (connected != null) {
      connected.close();
      connected = null;
    }
  }

  @Override
  public synchronized void close() {
    disconnect();
    closed = true;
  }

  private S3Connected connect() {
    SdkAsyncHttpClient connections =
        new AwsHttpClient(new AwsHttpLimits(CONNECTIONS, CONNECT_TIMEOUT, LONGEST_SILENCE));
    S3AsyncClientBuilder builder =
        S3AsyncClient.builder()
            .region(region)
            .httpClient(connections)
            // A question before each large body would cost a round trip.
            .serviceConfiguration(S3Configuration.builder().expectContinueEnabled(false).build());
    credentials().ifPresent(builder::credentialsProvider);
    options
        .endpoint()
        .ifPresent(endpoint -> builder.endpointOverride(endpoint).forcePathStyle(true));
    return new S3Connected(connections, builder, requests);
  }

  /// The SDK's chain begins with these two; where the first has nothing and the second has, as in a
  /// function, the sixty classes of the others need not be loaded.
  private static Optional<AwsCredentialsProvider> credentials() {
    boolean isInEnvironment =
        System.getProperty(SdkSystemSetting.AWS_ACCESS_KEY_ID.property()) == null
            && isSet("AWS_ACCESS_KEY_ID")
            && isSet("AWS_SECRET_ACCESS_KEY");
    return isInEnvironment
        ? Optional.of(EnvironmentVariableCredentialsProvider.create())
        : Optional.empty();
  }

  private static boolean isSet(String variable) {
    String value = System.getenv(variable);
    return value != null && !value.isBlank();
  }

  private static Region region(StoreOptions options) throws ObjectStoreException {
    if (options.region().isPresent()) {
      return Region.of(options.region().get());
    }
    try {
      return DefaultAwsRegionProviderChain.builder().build().getRegion();
    } catch (SdkClientException e) {
      if (options.endpoint().isPresent()) {
        // Other endpoints have no regions, but the signature needs one.
        return Region.US_EAST_1;
      }
      throw new ObjectStoreException(
          "no AWS region found; set --storage.s3.region or AWS_REGION, or a region in the profile",
          e);
    }
  }
}
