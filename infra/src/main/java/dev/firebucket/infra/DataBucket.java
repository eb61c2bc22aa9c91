package dev.firebucket.infra;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/// The one bucket that holds everything: private, encrypted, reached by TLS only. It stays when the
/// stack goes.
///
/// Not versioned: objects are immutable but for small states, and a version kept of each would undo
/// compaction's savings.
final class DataBucket extends Construct {
  private final Bucket bucket;

  DataBucket(Construct scope, StackSettings settings) {
    super(scope, "Data");
    Bucket.Builder builder =
        Bucket.Builder.create(this, "Bucket")
            .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
            .encryption(BucketEncryption.S3_MANAGED)
            .enforceSsl(true)
            .minimumTlsVersion(1.2)
            .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
            .removalPolicy(RemovalPolicy.RETAIN)
            .lifecycleRules(List.of(abortIncompleteUploads()));
    settings.bucketName().ifPresent(builder::bucketName);
    bucket = builder.build();
  }

  /// Parts of uploads that a crashed compaction left behind cost storage and are visible to nobody.
  private static LifecycleRule abortIncompleteUploads() {
    return LifecycleRule.builder()
        .id("abort-incomplete-uploads")
        .abortIncompleteMultipartUploadAfter(Duration.days(1))
        .build();
  }

  Bucket bucket() {
    return bucket;
  }

  /// The store as the functions' setting `FIREBUCKET_STORAGE` names it.
  String location() {
    return "s3://" + bucket.getBucketName();
  }
}
