package dev.firebucket.storage.testing;

import dev.firebucket.storage.object.StoreOptions;
import dev.firebucket.storage.object.aws.AwsHttpLimits;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/// An S3 endpoint for tests. The first of these that there is: one named by the environment or a
/// system property, the installed program (`localstack/install.sh`), a container; else the test is
/// skipped with the reason.
///
/// What is started runs until the JVM ends. The credentials become the JVM's, where it has none, so
/// that the SDK's usual chain finds them.
///
/// @param uri where it listens
/// @param region its region
/// @param accessKey valid there
/// @param secretKey valid there
public record S3TestEndpoint(URI uri, String region, String accessKey, String secretKey) {
  private static final String REGION = "us-east-1";

  /// One client for each endpoint, never closed: closing takes seconds.
  private static final Map<S3TestEndpoint, S3AsyncClient> CLIENTS = new ConcurrentHashMap<>();

  /// MinIO, by `FIREBUCKET_TEST_MINIO_ENDPOINT` or started.
  public static S3TestEndpoint minio() {
    return S3TestServers.get(S3TestServers.Kind.MINIO);
  }

  /// LocalStack, by `FIREBUCKET_TEST_LOCALSTACK_ENDPOINT` or started.
  public static S3TestEndpoint localStack() {
    return S3TestServers.get(S3TestServers.Kind.LOCALSTACK);
  }

  static S3TestEndpoint at(URI uri) {
    String accessKey = credential("AWS_ACCESS_KEY_ID", "aws.accessKeyId", "firebucket");
    String secretKey =
        credential("AWS_SECRET_ACCESS_KEY", "aws.secretAccessKey", "firebucket-secret");
    return new S3TestEndpoint(uri, REGION, accessKey, secretKey);
  }

  private static String credential(String variable, String property, String otherwise) {
    String set = System.getenv(variable);
    if (set != null) {
      return set;
    }
    if (System.getProperty(property) == null) {
      System.setProperty(property, otherwise);
    }
    return System.getProperty(property);
  }

  /// How the store reaches it.
  public StoreOptions options() {
    return new StoreOptions(Optional.of(uri), Optional.of(region));
  }

  /// Makes a new empty bucket and returns its location: `s3://test-…`.
  public String newBucket() {
    String bucket = "test-" + UUID.randomUUID();
    CLIENTS
        .computeIfAbsent(this, S3TestEndpoint::client)
        .createBucket(request -> request.bucket(bucket))
        .join();
    return "s3://" + bucket;
  }

  private S3AsyncClient client() {
    return S3AsyncClient.builder()
        .httpClientBuilder(new AwsHttpLimits(16, Duration.ofSeconds(5), Duration.ofSeconds(20)))
        .endpointOverride(uri)
        .forcePathStyle(true)
        .region(Region.of(region))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)))
        .build();
  }
}
