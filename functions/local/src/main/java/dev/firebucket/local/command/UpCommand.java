package dev.firebucket.local.command;

import dev.firebucket.local.up.ListenAddress;
import dev.firebucket.local.up.UpApplication;
import dev.firebucket.local.up.UpSettings;
import dev.firebucket.query.engine.EngineOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `up`: scrape, store, query and alert in one process.
@Command(
    name = "up",
    abbreviateSynopsis = true,
    description = {
      "Scrape, keep, answer and alert in one process, until it is stopped.",
      "Without --config.file it runs the sample configuration and the demo app that it scrapes."
    })
public final class UpCommand implements Callable<Integer> {
  @Option(
      names = "--config.file",
      paramLabel = "FILE",
      description = "Prometheus configuration file. Default: samples/prometheus.yml")
  private @Nullable Path configFile;

  @Option(
      names = "--web.listen-address",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:9090",
      description = "Address to listen on. Default: ${DEFAULT-VALUE}")
  private String listenAddress = "127.0.0.1:9090";

  @Option(
      names = "--web.external-url",
      paramLabel = "URL",
      description = "The URL under which this server is reached from outside; alerts link to it.")
  private @Nullable String externalUrl;

  @Option(
      names = "--web.enable-lifecycle",
      description = "Allow reload and quit by HTTP: POST /-/reload, POST /-/quit.")
  private boolean lifecycle;

  @Option(
      names = "--enable-feature",
      split = ",",
      paramLabel = "FEATURE",
      description = "Features to enable, comma separated, by Prometheus' names.")
  private List<String> features = List.of();

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
        "Most that a query may read of stored files, estimated before it reads: 2GB. Default: 0, no",
        "limit."
      })
  private long maxBytes;

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
        "Most memory for decoded samples that are kept between queries: 512MB. Default: a quarter of",
        "the Java heap."
      })
  private long sampleCacheBytes = EngineOptions.DEFAULT.sampleCacheBytes();

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

  @Option(
      names = "--log.level",
      paramLabel = "LEVEL",
      defaultValue = "info",
      description = "One of debug, info, warn, error. Default: ${DEFAULT-VALUE}")
  private LogLevel logLevel = LogLevel.INFO;

  @Mixin private StorageOptions storage = new StorageOptions();

  @Override
  public Integer call() throws IOException {
    return UpApplication.run(settings());
  }

  private UpSettings settings() {
    try {
      return new UpSettings(
          configFile == null ? sampleConfig() : configFile,
          configFile == null,
          ListenAddress.parse(listenAddress),
          externalUrl,
          lifecycle,
          features,
          new UpSettings.QuerySettings(
              queryTimeout,
              maxSamples,
              maxBytes,
              maxConcurrency,
              lookback,
              sampleCacheBytes,
              warmUp),
          logLevel.toString(),
          storage.settings());
    } catch (IllegalArgumentException e) {
      throw CommandFailure.misuse(String.valueOf(e.getMessage()));
    }
  }

  /// The launcher says where the repository is; without it the current folder counts.
  private static Path sampleConfig() {
    return Path.of(System.getProperty("firebucket.root", "."), "samples", "prometheus.yml");
  }
}
