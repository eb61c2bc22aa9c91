package dev.firebucket.storage.testing;

import dev.firebucket.storage.object.StoreOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

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
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(signedPut("/" + bucket), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != HttpURLConnection.HTTP_OK) {
        throw new IllegalStateException("no bucket: " + answer.body());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return "s3://" + bucket;
  }

  private HttpRequest signedPut(String path) {
    SdkHttpRequest put =
        SdkHttpRequest.builder().method(SdkHttpMethod.PUT).uri(uri.resolve(path)).build();
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                sign ->
                    sign.identity(AwsBasicCredentials.create(accessKey, secretKey))
                        .request(put)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region))
            .request();
    HttpRequest.Builder wire =
        HttpRequest.newBuilder(signed.getUri()).PUT(HttpRequest.BodyPublishers.noBody());
    signed.forEachHeader(
        (name, values) -> {
          if (!name.equalsIgnoreCase("Host")) {
            wire.header(name, values.getFirst());
          }
        });
    return wire.build();
  }
}
