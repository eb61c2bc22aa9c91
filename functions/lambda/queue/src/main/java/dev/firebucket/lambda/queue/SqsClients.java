package dev.firebucket.lambda.queue;

import dev.firebucket.storage.object.aws.AwsHttpLimits;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClientBuilder;

/// Makes clients of SQS that give up in time: their callers are billed while they wait.
public final class SqsClients {
  private static final int ATTEMPTS = 3;
  private static final int CONNECTIONS = 16;
  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(3);

  /// A call with all its attempts.
  public static final Duration CALL_TIMEOUT = Duration.ofSeconds(8);

  private SqsClients() {}

  /// Opens a client.
  ///
  /// @param variable of the environment that names the queue, for errors
  /// @param endpoint of an SQS other than AWS
  /// @throws IllegalArgumentException when nothing says which region it is
  public static SqsAsyncClient open(String variable, Optional<URI> endpoint) {
    SqsAsyncClientBuilder builder =
        SqsAsyncClient.builder()
            .region(region(variable, endpoint))
            .httpClientBuilder(new AwsHttpLimits(CONNECTIONS, ATTEMPT_TIMEOUT, ATTEMPT_TIMEOUT))
            .overrideConfiguration(
                options ->
                    options
                        .apiCallTimeout(CALL_TIMEOUT)
                        .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
                        .retryStrategy(
                            AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(ATTEMPTS)
                                .build()));
    endpoint.ifPresent(builder::endpointOverride);
    return builder.build();
  }

  private static Region region(String variable, Optional<URI> endpoint) {
    try {
      return DefaultAwsRegionProviderChain.builder().build().getRegion();
    } catch (SdkClientException e) {
      if (endpoint.isPresent()) {
        // Other endpoints have no regions, but the signature needs one.
        return Region.US_EAST_1;
      }
      throw new IllegalArgumentException(
          "no AWS region found for %s; set AWS_REGION".formatted(variable), e);
    }
  }
}
