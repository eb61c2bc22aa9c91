package dev.firebucket.local.command;

import dev.firebucket.config.retention.RetentionConfig;
import java.time.Duration;
import picocli.CommandLine.Option;

/// How long samples are kept, under Prometheus' names.
public final class RetentionOptions {
  @Option(
      names = "--storage.tsdb.retention.time",
      paramLabel = "DURATION",
      converter = PrometheusDurationConverter.class,
      description = {
        "How long to keep samples, where storage.tsdb.retention of the configuration file does not",
        "say it: 15d, 1y. Whole days are dropped. Default: for ever"
      })
  private Duration time = Duration.ZERO;

  @Option(
      names = "--storage.tsdb.retention.size",
      paramLabel = "SIZE",
      converter = ByteSizeConverter.class,
      description = {
        "How many bytes to keep, where storage.tsdb.retention of the configuration file does not",
        "say it: 512MB, 100GB. The oldest days are dropped. Default: any number"
      })
  private long bytes;

  RetentionConfig.Limits limits() {
    return new RetentionConfig.Limits(time, bytes);
  }
}
