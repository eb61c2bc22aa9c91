package dev.firebucket.storage.object.s3;

import dev.firebucket.storage.object.StoreRequests;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;

/// Connections to S3, with the clients that live as long. Safe for use by several threads.
final class S3Connected implements AutoCloseable {
  private static final int ATTEMPTS = 4;

  private final SdkAsyncHttpClient connections;
  private final S3AsyncClientBuilder builder;
  private final S3AsyncClient client;
  private final StoreRequests requests;
  private @Nullable S3AsyncClient reading;

  /// @param builder of clients over these connections
  S3Connected(
      SdkAsyncHttpClient connections, S3AsyncClientBuilder builder, StoreRequests requests) {
    this.connections = connections;
    this.builder = builder;
    this.requests = requests;
    this.client = builder.overrideConfiguration(configuration(requests, ATTEMPTS)).build();
  }

  private static ClientOverrideConfiguration configuration(StoreRequests requests, int attempts) {
    return ClientOverrideConfiguration.builder()
        .addExecutionInterceptor(new CountedRequests(requests))
        .apiCallTimeout(S3Clients.CALL_TIMEOUT)
        .apiCallAttemptTimeout(S3Clients.ATTEMPT_TIMEOUT)
        .retryStrategy(
            AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(attempts).build())
        .build();
  }

  S3AsyncClient client() {
    return client;
  }

  /// A client that tries once.
  synchronized S3AsyncClient reading() {
    S3AsyncClient made = reading;
    if (made == null) {
      made = builder.overrideConfiguration(configuration(requests, 1)).build();
      reading = made;
    }
    return made;
  }

  @Override
  public synchronized void close() {
    client.close();
    if (reading != null) {
      reading.close();
    }
    connections.close();
  }
}
