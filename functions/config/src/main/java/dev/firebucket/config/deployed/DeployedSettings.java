package dev.firebucket.config.deployed;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What the environment of a function says.
///
/// | variable | meaning | default |
/// |---|---|---|
/// | `FIREBUCKET_STORAGE` | the store: `s3://bucket/prefix` or a directory | none, must be set |
/// | `FIREBUCKET_STORAGE_S3_ENDPOINT` | an S3 endpoint other than AWS' own | AWS |
/// | `FIREBUCKET_CONFIG_FILE` | key of `prometheus.yml` in the store, below `config/` | `config/prometheus.yml` |
/// | `FIREBUCKET_SCRATCH` | folder for local copies | `firebucket` in the system's temporary folder |
///
/// Region and credentials follow the usual chain of the AWS SDK.
///
/// @param storage the store's location
/// @param s3Endpoint of an S3 other than AWS
/// @param configFile key of `prometheus.yml`
/// @param scratch a local folder that may be written and may vanish
public record DeployedSettings(
    String storage, Optional<URI> s3Endpoint, String configFile, Path scratch) {
  public DeployedSettings {
    if (!configFile.startsWith(ConfigMirror.FOLDER)) {
      throw new IllegalArgumentException(
          "FIREBUCKET_CONFIG_FILE is '%s', but the configuration lies below '%s' of the store, for instance %sprometheus.yml"
              .formatted(configFile, ConfigMirror.FOLDER, ConfigMirror.FOLDER));
    }
  }

  /// Reads an environment.
  ///
  /// @throws IllegalArgumentException when a variable is missing or wrong, naming it and its remedy
  public static DeployedSettings of(Map<String, String> environment) {
    EnvironmentVariables variables = new EnvironmentVariables(environment);
    String storage =
        variables
            .text("FIREBUCKET_STORAGE")
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "FIREBUCKET_STORAGE is not set; it names the store, for instance s3://my-bucket"));
    return new DeployedSettings(
        storage,
        variables.endpoint("FIREBUCKET_STORAGE_S3_ENDPOINT"),
        variables.text("FIREBUCKET_CONFIG_FILE").orElse(ConfigMirror.FOLDER + "prometheus.yml"),
        variables
            .text("FIREBUCKET_SCRATCH")
            .map(Path::of)
            .orElse(Path.of(System.getProperty("java.io.tmpdir"), "firebucket")));
  }
}
