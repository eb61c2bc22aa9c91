package dev.firebucket.storage.object;

import java.net.URI;
import java.util.Optional;

/// How an S3 endpoint is reached; of no meaning for a directory.
///
/// @param endpoint an S3 endpoint other than AWS (`--storage.s3.endpoint`), then addressed by path;
///   empty for AWS
/// @param region the region (`--storage.s3.region`); empty for what the SDK's chain finds
public record StoreOptions(Optional<URI> endpoint, Optional<String> region) {
  /// AWS itself, region by the SDK's chain.
  public static final StoreOptions DEFAULT = new StoreOptions(Optional.empty(), Optional.empty());
}
