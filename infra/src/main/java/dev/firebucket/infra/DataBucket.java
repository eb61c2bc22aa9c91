package dev.firebucket.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/// The one bucket that holds everything: private, encrypted, reached by TLS only. It stays when the
/// stack goes, and what is deleted in it stays for some days.
final class DataBucket extends Construct {
  /// Folders whose objects are replaced or merged within minutes: their old versions go after a
  /// day, the least that S3 knows, or every listing would pass by a week of them.
  private static final List<String> SHORT_LIVED = List.of("tail/", "push/", "rules/", "state/");

  private final Bucket bucket;
  private final Optional<IKey> key;

  DataBucket(Construct scope, StackSettings settings) {
    super(scope, "Data");
    Keeping keeping = settings.keeping();
    key = keeping.key().map(arn -> Key.fromKeyArn(this, "Key", arn));
    Bucket.Builder builder =
        Bucket.Builder.create(this, "Bucket")
            .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
            .encryption(BucketEncryption.S3_MANAGED)
            .enforceSsl(true)
            .minimumTlsVersion(1.2)
            .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
            .removalPolicy(RemovalPolicy.RETAIN)
            .versioned(keeping.isVersioned())
            .lifecycleRules(lifecycle(keeping));
    key.ifPresent(
        own ->
            builder
                .encryption(BucketEncryption.KMS)
                .encryptionKey(own)
                // One request to KMS for many objects.
                .bucketKeyEnabled(true));
    settings.bucketName().ifPresent(builder::bucketName);
    bucket = builder.build();
  }

  /// Where two rules speak of a version, S3 takes the shorter time.
  private static List<LifecycleRule> lifecycle(Keeping keeping) {
    List<LifecycleRule> rules = new ArrayList<>();
    rules.add(abortIncompleteUploads());
    rules.add(
        LifecycleRule.builder()
            .id("expire-old-versions")
            .noncurrentVersionExpiration(Duration.days(Math.max(1, keeping.oldVersionDays())))
            .expiredObjectDeleteMarker(true)
            .build());
    for (String folder : SHORT_LIVED) {
      rules.add(
          LifecycleRule.builder()
              .id("expire-old-versions-of-" + folder.replace("/", ""))
              .prefix(folder)
              .noncurrentVersionExpiration(Duration.days(1))
              .expiredObjectDeleteMarker(true)
              .build());
    }
    return rules;
  }

  /// Parts of uploads that a crashed compaction left behind cost storage and are visible to nobody.
  private static LifecycleRule abortIncompleteUploads() {
    return LifecycleRule.builder()
        .id("abort-incomplete-uploads")
        .abortIncompleteMultipartUploadAfter(Duration.days(1))
        .build();
  }

  /// What a role may do here: with the objects, and with the key that encrypts them.
  List<PolicyStatement> statements(BucketAccess access) {
    List<PolicyStatement> statements = new ArrayList<>(access.statements(bucket));
    key.map(this::useOf).ifPresent(statements::add);
    return statements;
  }

  private PolicyStatement useOf(IKey own) {
    return PolicyStatement.Builder.create()
        .sid("Key")
        .actions(List.of("kms:Decrypt", "kms:GenerateDataKey"))
        .resources(List.of(own.getKeyArn()))
        .conditions(
            Map.of(
                "StringEquals",
                Map.of("kms:ViaService", "s3." + Stack.of(this).getRegion() + ".amazonaws.com")))
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
