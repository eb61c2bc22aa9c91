package dev.firebucket.local.up;

import dev.firebucket.config.secret.UrlPasswords;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.object.StoreOptions;
import dev.firebucket.storage.read.ReadCache;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the samples are.
///
/// @param location a folder or `s3://bucket/prefix`
/// @param endpoint of an S3 that is not Amazon's; null for Amazon's
/// @param region of the bucket; null for the SDK's own chain
/// @param cacheBytes how much disk objects may take that were fetched from a bucket
public record StorageSettings(
    String location, @Nullable String endpoint, @Nullable String region, long cacheBytes) {
  /// What is taken where nobody says.
  public static final long DEFAULT_CACHE_BYTES = ReadCache.defaults().diskBytes();

  public StorageSettings {
    if (location.isBlank()) {
      throw new IllegalArgumentException("--storage is empty; name a folder or s3://bucket/prefix");
    }
    if (endpoint != null && !isAddress(endpoint)) {
      throw new IllegalArgumentException(
          "--storage.s3.endpoint must be an address such as http://127.0.0.1:9000, not \""
              + UrlPasswords.hiddenInAddress(endpoint)
              + "\"");
    }
    if (cacheBytes < 0) {
      throw new IllegalArgumentException("--storage.cache-size must not be negative");
    }
  }

  private static boolean isAddress(String text) {
    try {
      return text.matches("https?://.+") && new URI(text).getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /// Whether it is a folder that does not exist: nothing was ever stored there.
  public boolean isMissingFolder() {
    return !location.matches("[a-z0-9]+://.*") && !Files.isDirectory(Path.of(location));
  }

  /// Opens it. A folder that does not exist is made.
  ///
  /// @throws IOException when it is missing or refuses; the message says how to mend it
  public Bucket open() throws IOException {
    StoreOptions store =
        new StoreOptions(
            Optional.ofNullable(endpoint).map(URI::create), Optional.ofNullable(region));
    return Bucket.open(
        location,
        BucketOptions.defaults()
            .withStore(store)
            .withCache(ReadCache.defaults().withDiskBytes(cacheBytes)));
  }
}
