package dev.firebucket.local.command;

import dev.firebucket.local.up.StorageSettings;
import dev.firebucket.storage.Bucket;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where the samples are: shared by every command that reads or writes them.
public final class StorageOptions {
  @Option(
      names = "--storage",
      paramLabel = "DIR|s3://BUCKET/PREFIX",
      defaultValue = "./data",
      description = "Where everything is kept: a folder or a bucket. Default: ${DEFAULT-VALUE}")
  private String location = "./data";

  @Option(
      names = "--storage.s3.endpoint",
      paramLabel = "URL",
      description = "Endpoint of an S3 that is not Amazon's, such as http://127.0.0.1:9000")
  private @Nullable String endpoint;

  @Option(
      names = "--storage.s3.region",
      paramLabel = "REGION",
      description =
          "Region of the bucket. Default: as the AWS SDK finds it (AWS_REGION, ~/.aws/config)")
  private @Nullable String region;

  @Option(
      names = "--storage.cache-size",
      paramLabel = "SIZE",
      converter = ByteSizeConverter.class,
      description = {
        "Most disk for objects that were fetched from a bucket: 4GB, in the folder of temporary",
        "files. Default: half of what is free"
      })
  private long cacheBytes = StorageSettings.DEFAULT_CACHE_BYTES;

  /// @throws CommandFailure for misuse when a value is none
  StorageSettings settings() {
    try {
      return new StorageSettings(location, endpoint, region, cacheBytes);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.misuse(String.valueOf(e.getMessage()));
    }
  }

  /// Opens what is to be read: a folder that does not exist is not made.
  ///
  /// @throws CommandFailure for misuse when there is no such folder
  /// @throws IOException when the store refuses
  Bucket openExisting() throws IOException {
    StorageSettings settings = settings();
    if (settings.isMissingFolder()) {
      throw CommandFailure.misuse(
          "there is no folder %s; --storage names where the samples are".formatted(location));
    }
    return settings.open();
  }
}
