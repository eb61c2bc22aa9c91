package dev.firebucket.storage.object.s3;

import dev.firebucket.storage.object.ObjectStoreException;
import dev.firebucket.storage.object.StoreOptions;
import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;

/// Makes the SDK's client: timeouts on everything, few attempts, credentials by the SDK's chain.
final class S3Clients {
  /// How long a call may take with all its attempts; a big upload gets more.
  static final Duration CALL_TIMEOUT = Duration.ofSeconds(60);

  /// How long one attempt may take; a big upload gets more.
  static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(20);

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(20);
  private static final int ATTEMPTS = 4;
  private static final int CONNECTIONS = 64;
  private static final int THREADS = 2;

  private S3Clients() {}

  /// @throws ObjectStoreException when no region can be found
  static S3AsyncClient create(StoreOptions options) throws ObjectStoreException {
    S3AsyncClientBuilder builder =
        S3AsyncClient.builder()
            .region(region(options))
            .httpClientBuilder(
                NettyNioAsyncHttpClient.builder()
                    .eventLoopGroupBuilder(SdkEventLoopGroup.builder().numberOfThreads(THREADS))
                    .maxConcurrency(CONNECTIONS)
                    .connectionTimeout(CONNECT_TIMEOUT)
                    .connectionAcquisitionTimeout(ATTEMPT_TIMEOUT)
                    .readTimeout(READ_TIMEOUT)
                    .writeTimeout(READ_TIMEOUT))
            .overrideConfiguration(
                ClientOverrideConfiguration.builder()
                    .apiCallTimeout(CALL_TIMEOUT)
                    .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
                    .retryStrategy(
                        AwsRetryStrategy.standardRetryStrategy().toBuilder()
                            .maxAttempts(ATTEMPTS)
                            .build())
                    .build());
    options
        .endpoint()
        .ifPresent(endpoint -> builder.endpointOverride(endpoint).forcePathStyle(true));
    return builder.build();
  }

  private static Region region(StoreOptions options) throws ObjectStoreException {
    if (options.region().isPresent()) {
      return Region.of(options.region().get());
    }
    try {
      return DefaultAwsRegionProviderChain.builder().build().getRegion();
    } catch (SdkClientException e) {
      if (options.endpoint().isPresent()) {
        // What stands behind an endpoint of one's own has no regions; the signature wants a name.
        return Region.US_EAST_1;
      }
      throw new ObjectStoreException(
          "no AWS region found; set --storage.s3.region or AWS_REGION, or a region in the profile",
          e);
    }
  }
}
