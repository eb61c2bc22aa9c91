package dev.firebucket.config.deployed;

import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.BucketOptions;
import dev.firebucket.storage.object.StoreOptions;
import dev.firebucket.storage.read.ReadCache;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// What every function is built on, once per cold start.
///
/// @param settings of its environment
/// @param bucket opened
/// @param config the user's configuration in it
/// @param query limits of queries
public record FunctionContext(
    DeployedSettings settings, Bucket bucket, DeployedConfig config, QuerySettings query)
    implements AutoCloseable {

  /// Reads the environment and opens the store; the configuration is read when it is first asked
  /// for.
  ///
  /// @param patience how long a look at the configuration is good for
  /// @throws IllegalArgumentException when a variable is missing or wrong
  /// @throws IOException when the store cannot be used
  public static FunctionContext open(Map<String, String> environment, Duration patience)
      throws IOException {
    DeployedSettings settings = DeployedSettings.of(environment);
    QuerySettings query = QuerySettings.of(environment);
    ReadCache cache = ReadCache.defaults();
    BucketOptions options =
        BucketOptions.defaults()
            .withStore(new StoreOptions(settings.s3Endpoint(), Optional.empty()))
            .withCache(cache.withDiskBytes(query.cacheBytes().orElse(cache.diskBytes())));
    Bucket bucket = Bucket.open(settings.storage(), options);
    return new FunctionContext(
        settings,
        bucket,
        new DeployedConfig(bucket.store(), settings, patience, InstantSource.system()),
        query);
  }

  @Override
  public void close() {
    bucket.close();
  }
}
