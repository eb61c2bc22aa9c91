package dev.firebucket.local.command;

import dev.firebucket.config.server.CorsOrigin;
import dev.firebucket.local.up.ListenAddress;
import dev.firebucket.local.up.StorageSettings;
import dev.firebucket.local.up.UpApplication;
import dev.firebucket.local.up.UpSettings;
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
  private static final long SCRUB_OF_FOLDER = 1 << 20;

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
      names = "--web.cors.origin",
      paramLabel = "REGEX",
      defaultValue = CorsOrigin.ANY,
      description = {
        "Origins whose pages may read the API: https?://(domain1|domain2)\\.com, matched as a",
        "whole. Default: ${DEFAULT-VALUE}"
      })
  private String corsOrigin = CorsOrigin.ANY;

  @Option(
      names = "--web.read-timeout",
      paramLabel = "DURATION",
      defaultValue = "5m",
      converter = PrometheusDurationConverter.class,
      description = "How long a request may take to arrive. Default: ${DEFAULT-VALUE}")
  private Duration readTimeout = Duration.ofMinutes(5);

  @Option(
      names = "--web.enable-lifecycle",
      description = "Allow reload and quit by HTTP: POST /-/reload, POST /-/quit.")
  private boolean lifecycle;

  @Option(
      names = "--web.enable-admin-api",
      description = "Allow deletion and snapshots by HTTP: POST /api/v1/admin/tsdb/….")
  private boolean admin;

  @Mixin private FeatureOptions features = new FeatureOptions();

  @Mixin private QueryOptions query = new QueryOptions();

  @Option(
      names = "--log.level",
      paramLabel = "LEVEL",
      defaultValue = "info",
      description = "One of debug, info, warn, error. Default: ${DEFAULT-VALUE}")
  private LogLevel logLevel = LogLevel.INFO;

  @Mixin private StorageOptions storage = new StorageOptions();

  @Option(
      names = "--storage.scrub-rate",
      paramLabel = "SIZE",
      converter = ByteSizeConverter.class,
      description = {
        "How much a second is compared with its checksums in the background, again and again: 5MB;",
        "0 for nothing. Default: 1MB of a folder, 0 of a bucket, which checks its own bytes"
      })
  private @Nullable Long scrubRate;

  @Mixin private RetentionOptions retention = new RetentionOptions();

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
          CorsOrigin.of(corsOrigin),
          readTimeout,
          lifecycle,
          admin,
          List.copyOf(features.names()),
          query.settings(),
          logLevel.toString(),
          storage.settings(),
          scrubRate(storage.settings()),
          retention.limits());
    } catch (IllegalArgumentException e) {
      throw CommandFailure.misuse(String.valueOf(e.getMessage()));
    }
  }

  private long scrubRate(StorageSettings settings) {
    Long asked = scrubRate;
    if (asked != null) {
      return asked;
    }
    return settings.location().startsWith("s3://") ? 0 : SCRUB_OF_FOLDER;
  }

  /// The launcher says where the repository is; without it the current folder counts.
  private static Path sampleConfig() {
    return Path.of(System.getProperty("firebucket.root", "."), "samples", "prometheus.yml");
  }
}
