package dev.firebucket.storage.object;

import java.net.URI;
import java.util.Optional;

/// How an S3 endpoint is reached; ignored for a directory.
///
/// @param endpoint an S3 endpoint other than AWS (`--storage.s3.endpoint`), which is addressed by
///   path; empty for AWS
/// @param region the region (`--storage.s3.region`); empty for the region that the SDK finds
public record StoreOptions(Optional<URI> endpoint, Optional<String> region) {
  /// AWS, in the region that the SDK finds.
  public static final StoreOptions DEFAULT = new StoreOptions(Optional.empty(), Optional.empty());

  /// @throws IllegalArgumentException when the endpoint carries a user: S3 knows none
  public StoreOptions {
    if (endpoint.isPresent() && endpoint.get().getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "the endpoint of an S3 takes no user and password; give them as AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY");
    }
  }
}
