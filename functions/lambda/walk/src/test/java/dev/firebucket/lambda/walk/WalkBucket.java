package dev.firebucket.lambda.walk;

import dev.firebucket.testsupport.PeerProcess;
import dev.firebucket.testsupport.Peers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/// A bucket of its own on MinIO: that of `FIREBUCKET_TEST_MINIO_ENDPOINT`, or one started for the
/// walk.
///
/// MinIO keeps IAM policies as AWS does, so each function gets credentials that may do what its
/// role may do, and no more.
final class WalkBucket implements AutoCloseable {
  private static final String REGION = "us-east-1";

  private final Optional<PeerProcess> own;
  private final URI endpoint;
  private final StaticCredentialsProvider root;
  private final S3Client s3;
  private final String name = "walk-" + UUID.randomUUID();

  private WalkBucket(Optional<PeerProcess> own, URI endpoint, AwsBasicCredentials root) {
    this.own = own;
    this.endpoint = endpoint;
    this.root = StaticCredentialsProvider.create(root);
    this.s3 =
        S3Client.builder()
            .endpointOverride(endpoint)
            .forcePathStyle(true)
            .region(Region.of(REGION))
            .credentialsProvider(this.root)
            .build();
    s3.createBucket(request -> request.bucket(name));
  }

  /// Makes the bucket. Where MinIO neither runs nor is installed, the test is skipped, and fails in
  /// CI.
  ///
  /// @param folder for the data of a MinIO that has to be started
  static WalkBucket create(Path folder) throws IOException, InterruptedException {
    String running = System.getenv("FIREBUCKET_TEST_MINIO_ENDPOINT");
    if (running != null) {
      AwsBasicCredentials root =
          AwsBasicCredentials.create(
              System.getenv("AWS_ACCESS_KEY_ID"), System.getenv("AWS_SECRET_ACCESS_KEY"));
      return new WalkBucket(Optional.empty(), URI.create(running), root);
    }
    String program = Peers.program("minio").toString();
    String data = folder.resolve("minio").toString();
    AwsBasicCredentials root = AwsBasicCredentials.create("firebucket", "firebucket-secret");
    PeerProcess minio =
        PeerProcess.start(
            port -> List.of(program, "server", "--quiet", "--address", "127.0.0.1:" + port, data),
            Map.of(
                "MINIO_ROOT_USER",
                root.accessKeyId(),
                "MINIO_ROOT_PASSWORD",
                root.secretAccessKey(),
                "MINIO_UPDATE",
                "off"),
            "/minio/health/ready",
            folder.resolve("minio.log"));
    return new WalkBucket(Optional.of(minio), URI.create(minio.url()), root);
  }

  String name() {
    return name;
  }

  void put(String key, String text) {
    s3.putObject(request -> request.bucket(name).key(key), RequestBody.fromString(text));
  }

  /// The keys below a prefix.
  List<String> keys(String prefix) {
    return s3
        .listObjectsV2Paginator(request -> request.bucket(name).prefix(prefix))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  /// The environment in which an AWS SDK finds this endpoint, with credentials for a policy.
  ///
  /// @param policy the document of the role's policy
  Map<String, String> environment(String policy) {
    try (StsClient sts =
        StsClient.builder()
            .endpointOverride(endpoint)
            .region(Region.of(REGION))
            .credentialsProvider(root)
            .build()) {
      Credentials credentials =
          sts.assumeRole(
                  request ->
                      request
                          .policy(policy)
                          .roleArn("arn:minio:iam:::role/walk")
                          .roleSessionName("walk")
                          .durationSeconds(3600))
              .credentials();
      return Map.of(
          "AWS_REGION", REGION,
          "AWS_ACCESS_KEY_ID", credentials.accessKeyId(),
          "AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey(),
          "AWS_SESSION_TOKEN", credentials.sessionToken(),
          "FIREBUCKET_STORAGE_S3_ENDPOINT", endpoint.toString());
    }
  }

  @Override
  public void close() {
    for (String key : keys("")) {
      s3.deleteObject(request -> request.bucket(name).key(key));
    }
    s3.deleteBucket(request -> request.bucket(name));
    s3.close();
    own.ifPresent(PeerProcess::close);
  }
}
