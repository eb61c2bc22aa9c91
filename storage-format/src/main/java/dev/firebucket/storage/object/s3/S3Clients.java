package dev.firebucket.storage.object.s3;

import dev.firebucket.storage.object.ObjectStoreException;
import dev.firebucket.storage.object.StoreOptions;
import dev.firebucket.storage.object.StoreRequests;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;

/// The SDK's client with its threads: timeouts on everything, few attempts, credentials from the
/// SDK's chain.
final class S3Clients implements AutoCloseable {
  /// How long a call may take with all its attempts; large uploads get more.
  static final Duration CALL_TIMEOUT = Duration.ofSeconds(60);

  /// How long one attempt may take; large uploads get more.
  static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(20);

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(20);
  private static final int ATTEMPTS = 4;
  private static final int CONNECTIONS = 64;

  private static final int THREADS = 2;

  private final NioEventLoopGroup threads;
  private final SdkAsyncHttpClient connections;
  private final S3AsyncClientBuilder builder;
  private final S3AsyncClient client;
  private final StoreRequests requests;
  private @Nullable S3AsyncClient reading;

  private S3Clients(
      NioEventLoopGroup threads,
      SdkAsyncHttpClient connections,
      S3AsyncClientBuilder builder,
      StoreRequests requests) {
    this.threads = threads;
    this.connections = connections;
    this.builder = builder;
    this.requests = requests;
    this.client = builder.overrideConfiguration(configuration(requests, ATTEMPTS)).build();
  }

  private static ClientOverrideConfiguration configuration(StoreRequests requests, int attempts) {
    return ClientOverrideConfiguration.builder()
        .addExecutionInterceptor(new CountedRequests(requests))
        .apiCallTimeout(CALL_TIMEOUT)
        .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
        .retryStrategy(
            AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(attempts).build())
        .build();
  }

  /// Counts what the client sends.
  StoreRequests requests() {
    return requests;
  }

  S3AsyncClient client() {
    return client;
  }

  /// A client of the same connections that tries once: for those who go on where an attempt broke
  /// off.
  synchronized S3AsyncClient reading() {
    S3AsyncClient made = reading;
    if (made == null) {
      made = builder.overrideConfiguration(configuration(requests, 1)).build();
      reading = made;
    }
    return made;
  }

  /// Our own daemon threads end at once: those that the SDK creates take two seconds to close.
  @Override
  public synchronized void close() {
    client.close();
    if (reading != null) {
      reading.close();
    }
    connections.close();
    Future<?> _ = threads.shutdownGracefully(200, 2_000, TimeUnit.MILLISECONDS);
  }

  /// @throws ObjectStoreException when no region can be found
  static S3Clients create(StoreOptions options) throws ObjectStoreException {
    Region region = region(options);
    StoreRequests requests = new StoreRequests();
    NioEventLoopGroup threads =
        new NioEventLoopGroup(THREADS, new DefaultThreadFactory("firebucket-s3", true));
    SdkAsyncHttpClient connections =
        NettyNioAsyncHttpClient.builder()
            .eventLoopGroup(SdkEventLoopGroup.create(threads))
            .maxConcurrency(CONNECTIONS)
            .connectionTimeout(CONNECT_TIMEOUT)
            .connectionAcquisitionTimeout(ATTEMPT_TIMEOUT)
            .readTimeout(READ_TIMEOUT)
            .writeTimeout(READ_TIMEOUT)
            .build();
    S3AsyncClientBuilder builder = S3AsyncClient.builder().region(region).httpClient(connections);
    options
        .endpoint()
        .ifPresent(endpoint -> builder.endpointOverride(endpoint).forcePathStyle(true));
    return new S3Clients(threads, connections, builder, requests);
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
