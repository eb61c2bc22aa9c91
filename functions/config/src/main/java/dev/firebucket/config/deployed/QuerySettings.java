package dev.firebucket.config.deployed;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/// Limits and sizes of the functions that answer queries: query and rules. Defaults are those of
/// Prometheus' flags where it has the flag.
///
/// | variable | flag of `up` | meaning | default |
/// |---|---|---|---|
/// | `FIREBUCKET_QUERY_MAX_SAMPLES` | `--query.max-samples` | most samples that a query may load | 50000000 |
/// | `FIREBUCKET_QUERY_TIMEOUT` | `--query.timeout` | longest that a query may take | 2m |
/// | `FIREBUCKET_QUERY_MAX_BYTES` | `--query.max-bytes` | most that a query may read of stored files | 0: no limit |
/// | `FIREBUCKET_QUERY_MEMORY` | `--query.memory-limit` | most memory that DuckDB may take | DuckDB's own: 80 % of the machine |
/// | `FIREBUCKET_CACHE_BYTES` | `--storage.cache-size` | disk for objects that were fetched from the bucket | half of what is free, 64MB to 64GB |
/// | `FIREBUCKET_ENABLE_FEATURE` | `--enable-feature` | features of the language, separated by commas | none |
///
/// Sizes are bytes, or numbers with a unit: `512MB`.
///
/// @param maxSamples above 0
/// @param timeout above 0
/// @param maxBytes 0 for no limit
/// @param memoryBytes of DuckDB; 0 for its own limit
/// @param cacheBytes of local disk
/// @param features by Prometheus' names
public record QuerySettings(
    long maxSamples,
    Duration timeout,
    long maxBytes,
    long memoryBytes,
    OptionalLong cacheBytes,
    Set<String> features) {
  private static final long MAX_SAMPLES = 50_000_000;
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  /// Below this DuckDB cannot run the SQL of an ordinary query.
  private static final long LEAST_MEMORY = 64L << 20;

  public QuerySettings {
    features = Set.copyOf(features);
    if (maxSamples < 1 || !timeout.isPositive() || maxBytes < 0) {
      throw new IllegalArgumentException(
          "FIREBUCKET_QUERY_MAX_SAMPLES and FIREBUCKET_QUERY_TIMEOUT must be above 0,"
              + " FIREBUCKET_QUERY_MAX_BYTES must not be negative");
    }
    if (memoryBytes != 0 && memoryBytes < LEAST_MEMORY) {
      throw new IllegalArgumentException(
          "FIREBUCKET_QUERY_MEMORY is %d bytes, and DuckDB needs 64MB at least; leave it out for 80 %% of the memory"
              .formatted(memoryBytes));
    }
  }

  /// Reads an environment.
  ///
  /// @throws IllegalArgumentException when a variable is wrong, with its name and remedy
  public static QuerySettings of(Map<String, String> environment) {
    EnvironmentVariables variables = new EnvironmentVariables(environment);
    return new QuerySettings(
        variables.count("FIREBUCKET_QUERY_MAX_SAMPLES", MAX_SAMPLES),
        variables.duration("FIREBUCKET_QUERY_TIMEOUT", TIMEOUT),
        variables.bytes("FIREBUCKET_QUERY_MAX_BYTES", 0),
        variables.bytes("FIREBUCKET_QUERY_MEMORY", 0),
        cacheBytes(variables),
        variables.texts("FIREBUCKET_ENABLE_FEATURE"));
  }

  private static OptionalLong cacheBytes(EnvironmentVariables variables) {
    return variables.text("FIREBUCKET_CACHE_BYTES").isPresent()
        ? OptionalLong.of(variables.bytes("FIREBUCKET_CACHE_BYTES", 0))
        : OptionalLong.empty();
  }
}
