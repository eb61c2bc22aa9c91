package dev.firebucket.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.s3.Bucket;

/// What a function may do in the bucket, folder by folder (`tail/`, `catalog/` …).
///
/// @param read folders whose objects it reads and lists
/// @param write folders into which it puts objects
/// @param delete folders from which it removes objects
record BucketAccess(List<String> read, List<String> write, List<String> delete) {
  /// Where the environments of a function keep the numbers under which they write their metrics.
  private static final String METRICS = "state/metrics/";

  BucketAccess {
    read = folders(read);
    write = folders(write);
    delete = folders(delete);
  }

  /// The same, and what it takes to write metrics of its own into the bucket.
  BucketAccess withMetrics() {
    return new BucketAccess(
        with(read, METRICS), with(with(write, METRICS), "tail/"), with(delete, METRICS));
  }

  private static List<String> with(List<String> folders, String one) {
    if (folders.stream().anyMatch(one::startsWith)) {
      return folders;
    }
    List<String> more = new ArrayList<>(folders);
    more.add(one);
    return more;
  }

  private static List<String> folders(List<String> folders) {
    for (String folder : folders) {
      if (!folder.matches("([a-z]+/)+")) {
        throw new IllegalArgumentException(
            "'" + folder + "' is not a folder of the bucket, such as tail/");
      }
    }
    return List.copyOf(folders);
  }

  /// The statements of a role's policy.
  List<PolicyStatement> statements(Bucket bucket) {
    List<PolicyStatement> statements = new ArrayList<>();
    addObjects(statements, bucket, "Read", List.of("s3:GetObject"), read);
    // A put may be a multipart upload, which ends with a complete or an abort.
    addObjects(
        statements, bucket, "Write", List.of("s3:PutObject", "s3:AbortMultipartUpload"), write);
    addObjects(statements, bucket, "Delete", List.of("s3:DeleteObject"), delete);
    if (!read.isEmpty()) {
      statements.add(
          list(
              bucket,
              "List",
              Map.of(
                  "StringLike",
                  Map.of("s3:prefix", read.stream().map(folder -> folder + "*").toList()))));
      // S3 asks for this permission, then without a prefix, before it admits that an object does
      // not
      // exist (404) rather than refuse it (403).
      statements.add(list(bucket, "TellMissing", Map.of("Null", Map.of("s3:prefix", "true"))));
    }
    return statements;
  }

  private static void addObjects(
      List<PolicyStatement> statements,
      Bucket bucket,
      String name,
      List<String> actions,
      List<String> folders) {
    if (folders.isEmpty()) {
      return;
    }
    statements.add(
        PolicyStatement.Builder.create()
            .sid(name)
            .effect(Effect.ALLOW)
            .actions(actions)
            .resources(folders.stream().map(folder -> bucket.arnForObjects(folder + "*")).toList())
            .build());
  }

  private static PolicyStatement list(Bucket bucket, String name, Map<String, Object> conditions) {
    return PolicyStatement.Builder.create()
        .sid(name)
        .effect(Effect.ALLOW)
        .actions(List.of("s3:ListBucket"))
        .resources(List.of(bucket.getBucketArn()))
        .conditions(conditions)
        .build();
  }
}
