package dev.firebucket.query.engine;

import java.time.Duration;
import java.util.Set;

/// What a query engine is set up with; names and defaults are those of Prometheus' `--query.*`
/// flags.
///
/// @param maxSamples how many samples a query may hold (`--query.max-samples`)
/// @param maxBytes how much of stored files a query may read (`--query.max-bytes`, not in
///   Prometheus); 0 for no limit
/// @param memoryBytes how much memory DuckDB may take for the SQL of all queries of the process
///   (`--query.memory-limit`, not in Prometheus); 0 for DuckDB's own limit, 80 % of the machine
/// @param timeout after which a query ends, at most what the query itself asks for
///   (`--query.timeout`)
/// @param lookback how old the newest sample of a series may be (`--query.lookback-delta`)
/// @param maxConcurrency how many queries run at once; others wait (`--query.max-concurrency`)
/// @param subqueryStep the step of subqueries that name none: the global evaluation interval
/// @param sampleCacheBytes how much of decoded samples is kept between queries
///   (`--query.sample-cache-size`, not in Prometheus); 0 keeps nothing
/// @param sharding when a query is read in shards (`--query.working-set`, not in Prometheus)
/// @param features flags of `--enable-feature`
public record EngineOptions(
    long maxSamples,
    long maxBytes,
    long memoryBytes,
    Duration timeout,
    Duration lookback,
    int maxConcurrency,
    Duration subqueryStep,
    long sampleCacheBytes,
    Sharding sharding,
    Set<String> features) {
  /// The defaults of Prometheus; the cache may take a quarter of the heap.
  public static final EngineOptions DEFAULT =
      new EngineOptions(
          50_000_000,
          0,
          0,
          Duration.ofMinutes(2),
          Duration.ofMinutes(5),
          20,
          Duration.ofMinutes(1),
          Runtime.getRuntime().maxMemory() / 4,
          Sharding.DEFAULT,
          Set.of());

  public EngineOptions {
    features = Set.copyOf(features);
    requirePositive(maxSamples, "maxSamples");
    if (maxBytes < 0) {
      throw new IllegalArgumentException("maxBytes must not be negative: " + maxBytes);
    }
    if (memoryBytes < 0) {
      throw new IllegalArgumentException("memoryBytes must not be negative: " + memoryBytes);
    }
    requirePositive(timeout.toMillis(), "timeout");
    requirePositive(lookback.toMillis(), "lookback");
    requirePositive(maxConcurrency, "maxConcurrency");
    requirePositive(subqueryStep.toMillis(), "subqueryStep");
  }

  private static void requirePositive(long value, String name) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be above 0: " + value);
    }
  }

  /// The same with other limits of each query.
  ///
  /// @param samples most that a query may hold
  /// @param bytes most that a query may read; 0 for no limit
  /// @param memory most of DuckDB, bytes; 0 for its own limit
  /// @param longest most that a query may take
  public EngineOptions withLimits(long samples, long bytes, long memory, Duration longest) {
    return new EngineOptions(
        samples,
        bytes,
        memory,
        longest,
        lookback,
        maxConcurrency,
        subqueryStep,
        sampleCacheBytes,
        sharding,
        features);
  }

  /// The same with another step of subqueries, as a new configuration brings it.
  public EngineOptions withSubqueryStep(Duration step) {
    return new EngineOptions(
        maxSamples,
        maxBytes,
        memoryBytes,
        timeout,
        lookback,
        maxConcurrency,
        step,
        sampleCacheBytes,
        sharding,
        features);
  }

  /// The same with other flags of `--enable-feature`.
  public EngineOptions withFeatures(Set<String> flags) {
    return new EngineOptions(
        maxSamples,
        maxBytes,
        memoryBytes,
        timeout,
        lookback,
        maxConcurrency,
        subqueryStep,
        sampleCacheBytes,
        sharding,
        flags);
  }

  /// The same with queries in shards at other sizes.
  public EngineOptions withSharding(Sharding other) {
    return new EngineOptions(
        maxSamples,
        maxBytes,
        memoryBytes,
        timeout,
        lookback,
        maxConcurrency,
        subqueryStep,
        sampleCacheBytes,
        other,
        features);
  }

  /// The same with another number of queries that run at once.
  public EngineOptions withMaxConcurrency(int queries) {
    return new EngineOptions(
        maxSamples,
        maxBytes,
        memoryBytes,
        timeout,
        lookback,
        queries,
        subqueryStep,
        sampleCacheBytes,
        sharding,
        features);
  }
}
