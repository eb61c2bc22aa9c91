package dev.firebucket.storage.object.s3;

import dev.firebucket.storage.object.ObjectStoreException;
import dev.firebucket.storage.object.StoreOptions;
import dev.firebucket.storage.object.StoreRequests;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
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
  private static final int CONNECTIONS = 64;

  private static final int THREADS = 2;

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
    return new S3Connected(threads, connections, builder, requests);
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
