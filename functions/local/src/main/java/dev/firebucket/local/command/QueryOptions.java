package dev.firebucket.local.command;

import dev.firebucket.local.up.UpSettings;
import dev.firebucket.query.engine.EngineOptions;
import java.time.Duration;
import picocli.CommandLine.Option;

/// How a server answers queries: the flags `--query.*` of `up`.
public final class QueryOptions {
  @Option(
      names = "--query.timeout",
      paramLabel = "DURATION",
      defaultValue = "2m",
      converter = PrometheusDurationConverter.class,
      description = "Longest a query may take. Default: ${DEFAULT-VALUE}")
  private Duration queryTimeout = Duration.ofMinutes(2);

  @Option(
      names = "--query.max-samples",
      paramLabel = "COUNT",
      defaultValue = "50000000",
      description = "Most samples a query may load. Default: ${DEFAULT-VALUE}")
  private long maxSamples;

  @Option(
      names = "--query.max-bytes",
      paramLabel = "SIZE",
      converter = ByteSizeConverter.class,
      description = {
        "Most that a query may read of stored files, estimated before it reads: 2GB. Default: 0,"
            + " no",
        "limit."
      })
  private long maxBytes;

  @Option(
      names = "--query.memory-limit",
      paramLabel = "SIZE",
      converter = ByteSizeConverter.class,
      description = "Most memory that DuckDB may take: 512MB. Default: 80 %% of the machine's.")
  private long memoryBytes;

  @Option(
      names = "--query.max-concurrency",
      paramLabel = "COUNT",
      defaultValue = "20",
      description = "Most queries that run at once. Default: ${DEFAULT-VALUE}")
  private int maxConcurrency;

  @Option(
      names = "--query.lookback-delta",
      paramLabel = "DURATION",
      defaultValue = "5m",
      converter = PrometheusDurationConverter.class,
      description = "How old the newest sample of a series may be. Default: ${DEFAULT-VALUE}")
  private Duration lookback = Duration.ofMinutes(5);

  @Option(
      names = "--query.sample-cache-size",
      paramLabel = "SIZE",
      converter = ByteSizeConverter.class,
      description = {
        "Most memory for decoded samples that are kept between queries: 512MB. Default: a quarter"
            + " of",
        "the Java heap."
      })
  private long sampleCacheBytes = EngineOptions.DEFAULT.sampleCacheBytes();

  @Option(
      names = "--query.working-set",
      paramLabel = "SIZE",
      converter = ByteSizeConverter.class,
      description = {
        "About how much a query holds of samples and values at once: 128MB. What needs more is read",
        "in shards, a range of series after the other. Default: a sixteenth of the Java heap, 16MB"
            + " to",
        "256MB."
      })
  private long workingSetBytes = EngineOptions.DEFAULT.sharding().workingSetBytes();

  @Option(
      names = "--query.warm-up",
      paramLabel = "DURATION",
      defaultValue = "4s",
      converter = PrometheusDurationConverter.class,
      description = {
        "How long after the start typical queries run on made-up data, so that the first real ones",
        "are fast; 0s for not at all. Default: ${DEFAULT-VALUE}"
      })
  private Duration warmUp = Duration.ofSeconds(4);

  /// @throws IllegalArgumentException when a value is out of its range
  UpSettings.QuerySettings settings() {
    return new UpSettings.QuerySettings(
        queryTimeout,
        maxSamples,
        maxBytes,
        memoryBytes,
        maxConcurrency,
        lookback,
        sampleCacheBytes,
        workingSetBytes,
        warmUp);
  }
}
