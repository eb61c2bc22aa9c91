package dev.firebucket.config.deployed;

import dev.firebucket.config.retention.RetentionConfig;
import dev.firebucket.config.yaml.ByteSize;
import dev.firebucket.go.time.PrometheusDuration;
import dev.firebucket.storage.retention.RetentionPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How long a deployment keeps samples.
///
/// | variable | flag of `up` | meaning | default |
/// |---|---|---|---|
/// | `FIREBUCKET_RETENTION_TIME` | `--storage.tsdb.retention.time` | how long samples are kept | for ever |
/// | `FIREBUCKET_RETENTION_SIZE` | `--storage.tsdb.retention.size` | how many bytes are kept | any number |
///
/// `storage.tsdb.retention` of the deployed `prometheus.yml` comes before both. As long as that
/// file cannot be read, nothing is dropped.
public final class DeployedRetention {
  private static final Logger LOG = LoggerFactory.getLogger(DeployedRetention.class);

  private final RetentionConfig.Limits variables;
  private final DeployedConfig config;
  private volatile RetentionPolicy policy = RetentionPolicy.NONE;

  private DeployedRetention(RetentionConfig.Limits variables, DeployedConfig config) {
    this.variables = variables;
    this.config = config;
  }

  /// @throws IllegalArgumentException when a variable is wrong
  public static DeployedRetention of(Map<String, String> environment, DeployedConfig config) {
    EnvironmentVariables variables = new EnvironmentVariables(environment);
    return new DeployedRetention(
        new RetentionConfig.Limits(
            variables
                .text("FIREBUCKET_RETENTION_TIME")
                .map(PrometheusDuration::parse)
                .orElse(Duration.ZERO),
            variables.text("FIREBUCKET_RETENTION_SIZE").map(ByteSize::parse).orElse(0L)),
        config);
  }

  /// Reads the configuration once more.
  public void refresh() {
    try {
      policy = config.current().config().retention().policy(variables);
    } catch (IOException e) {
      LOG.warn("nothing is dropped by age or size: {}", e.getMessage());
      policy = RetentionPolicy.NONE;
    }
  }

  /// What holds since the last look.
  public RetentionPolicy current() {
    return policy;
  }
}
