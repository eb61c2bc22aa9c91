package dev.firebucket.storage.object.s3;

import dev.firebucket.storage.object.ObjectKey;
import dev.firebucket.storage.object.ObjectStoreException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A bucket and a prefix in it: `s3://bucket/prefix`.
///
/// @param bucket its name
/// @param prefix empty, or folders that end in `/`
record S3Location(String bucket, String prefix) {
  private static final Pattern LOCATION =
      Pattern.compile("s3://([A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9])(?:/+(.*?))?/*");

  private static final String DIRECTORY_BUCKET = "--x-s3";

  /// @throws ObjectStoreException when the text is not a location in S3
  static S3Location parse(String location) throws ObjectStoreException {
    Matcher parts = LOCATION.matcher(location);
    if (!parts.matches()) {
      throw new ObjectStoreException(
          "not a location in S3: '"
              + withoutUser(location)
              + "'; it must look like s3://bucket/prefix");
    }
    if (parts.group(1).endsWith(DIRECTORY_BUCKET)) {
      throw new ObjectStoreException(
          "'%s' is a directory bucket (S3 Express), whose lists have no order; use a general purpose bucket"
              .formatted(parts.group(1)));
    }
    String prefix = parts.group(2);
    if (prefix == null || prefix.isEmpty()) {
      return new S3Location(parts.group(1), "");
    }
    try {
      return new S3Location(parts.group(1), ObjectKey.requirePrefix(prefix + "/"));
    } catch (IllegalArgumentException e) {
      throw new ObjectStoreException("not a location in S3: '" + location + "': " + e.getMessage());
    }
  }

  /// Who takes a key and its secret for a part of a location should not find them in a log.
  private static String withoutUser(String location) {
    return location.replaceFirst("//.*@", "//xxxxx@");
  }

  /// The whole key of an object of the store.
  String fullKey(String key) {
    return prefix + key;
  }

  /// The resource name of an object in an IAM policy.
  String arn(String key) {
    return "arn:aws:s3:::" + bucket + "/" + prefix + key;
  }

  @Override
  public String toString() {
    String all = "s3://" + bucket + "/" + prefix;
    return all.substring(0, all.length() - 1);
  }
}
