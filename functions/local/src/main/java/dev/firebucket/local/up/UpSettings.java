package dev.firebucket.local.up;

import dev.firebucket.config.retention.RetentionConfig;
import dev.firebucket.config.secret.UrlPasswords;
import dev.firebucket.config.server.CorsOrigin;
import dev.firebucket.go.time.PrometheusDuration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What `up` was told on the command line, under Prometheus' names.
///
/// @param configFile `prometheus.yml`
/// @param sampleConfig whether nobody named one, so that the sample and its demo app run
/// @param listen `--web.listen-address`
/// @param externalUrl `--web.external-url`: what alerts link to; null for the listen address
/// @param cors `--web.cors.origin`: whose pages may read the API
/// @param readTimeout `--web.read-timeout`: how long a request may take to arrive
/// @param lifecycle `--web.enable-lifecycle`
/// @param admin `--web.enable-admin-api`
/// @param features `--enable-feature`
/// @param query limits of queries
/// @param logLevel `--log.level`
/// @param storage where everything is kept
/// @param scrubRate `--storage.scrub-rate`: bytes a second that are compared with their checksums
///   in the background; 0 for none
/// @param retention `--storage.tsdb.retention.time` and `.size`
public record UpSettings(
    Path configFile,
    boolean sampleConfig,
    ListenAddress listen,
    @Nullable String externalUrl,
    CorsOrigin cors,
    Duration readTimeout,
    boolean lifecycle,
    boolean admin,
    List<String> features,
    QuerySettings query,
    String logLevel,
    StorageSettings storage,
    long scrubRate,
    RetentionConfig.Limits retention) {
  public UpSettings {
    features = List.copyOf(features);
    externalUrl = externalUrl == null ? null : UrlPasswords.hiddenIn(externalUrl);
    if (!readTimeout.isPositive()) {
      throw new IllegalArgumentException("--web.read-timeout must be above 0");
    }
    if (scrubRate < 0) {
      throw new IllegalArgumentException("--storage.scrub-rate must not be negative");
    }
  }

  /// The same with the port that was found free.
  public UpSettings listeningOn(ListenAddress address) {
    return new UpSettings(
        configFile,
        sampleConfig,
        address,
        externalUrl,
        cors,
        readTimeout,
        lifecycle,
        admin,
        features,
        query,
        logLevel,
        storage,
        scrubRate,
        retention);
  }

  /// What alerts and pages link to.
  public String publicUrl() {
    return externalUrl == null ? listen.url() : externalUrl;
  }

  /// Every flag with its value, as `/api/v1/status/flags` shows them.
  public Map<String, String> flags() {
    Map<String, String> flags = new TreeMap<>();
    flags.put("config.file", configFile.toString());
    flags.put("web.listen-address", listen.toString());
    flags.put("web.external-url", externalUrl == null ? "" : externalUrl);
    flags.put("web.cors.origin", cors.origins().text());
    flags.put("web.read-timeout", PrometheusDuration.format(readTimeout));
    flags.put("web.enable-lifecycle", Boolean.toString(lifecycle));
    flags.put("web.enable-admin-api", Boolean.toString(admin));
    flags.put("enable-feature", String.join(",", features));
    flags.put("query.lookback-delta", PrometheusDuration.format(query.lookback()));
    flags.put("query.timeout", PrometheusDuration.format(query.timeout()));
    flags.put("query.max-concurrency", Integer.toString(query.maxConcurrency()));
    flags.put("query.max-samples", Long.toString(query.maxSamples()));
    flags.put("query.max-bytes", Long.toString(query.maxBytes()));
    flags.put("query.memory-limit", Long.toString(query.memoryBytes()));
    flags.put("query.sample-cache-size", Long.toString(query.sampleCacheBytes()));
    flags.put("query.working-set", Long.toString(query.workingSetBytes()));
    flags.put("query.warm-up", PrometheusDuration.format(query.warmUp()));
    flags.put("log.level", logLevel);
    flags.put("storage", storage.location());
    flags.put("storage.scrub-rate", Long.toString(scrubRate));
    flags.put("storage.tsdb.retention.time", PrometheusDuration.format(retention.time()));
    flags.put("storage.tsdb.retention.size", Long.toString(retention.bytes()));
    flags.put("storage.cache-size", Long.toString(storage.cacheBytes()));
    String endpoint = storage.endpoint();
    flags.put("storage.s3.endpoint", endpoint == null ? "" : endpoint);
    String region = storage.region();
    flags.put("storage.s3.region", region == null ? "" : region);
    return flags;
  }

  /// Limits of queries.
  ///
  /// @param timeout `--query.timeout`
  /// @param maxSamples `--query.max-samples`: how many samples one query may load
  /// @param maxBytes `--query.max-bytes`: how much of stored files one query may read; 0 for no
  ///   limit
  /// @param memoryBytes `--query.memory-limit`: how much memory DuckDB may take; 0 for its own
  ///   limit
  /// @param maxConcurrency `--query.max-concurrency`: how many run at once
  /// @param lookback `--query.lookback-delta`
  /// @param sampleCacheBytes `--query.sample-cache-size`
  /// @param workingSetBytes `--query.working-set`: what a query holds at once, above which it is
  ///   read in shards
  /// @param warmUp `--query.warm-up`: how long typical queries run at the start
  public record QuerySettings(
      Duration timeout,
      long maxSamples,
      long maxBytes,
      long memoryBytes,
      int maxConcurrency,
      Duration lookback,
      long sampleCacheBytes,
      long workingSetBytes,
      Duration warmUp) {
    public QuerySettings {
      if (timeout.isZero() || lookback.isZero()) {
        throw new IllegalArgumentException(
            "--query.timeout and --query.lookback-delta must be above 0");
      }
      if (maxSamples < 1 || maxConcurrency < 1) {
        throw new IllegalArgumentException(
            "--query.max-samples and --query.max-concurrency must be at least 1");
      }
      if (workingSetBytes < 1) {
        throw new IllegalArgumentException("--query.working-set must be at least 1 byte");
      }
      if (sampleCacheBytes < 0 || maxBytes < 0 || memoryBytes < 0) {
        throw new IllegalArgumentException(
            "--query.sample-cache-size, --query.max-bytes and --query.memory-limit must not be"
                + " negative");
      }
    }
  }
}
