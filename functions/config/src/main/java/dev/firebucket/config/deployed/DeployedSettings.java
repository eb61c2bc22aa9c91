package dev.firebucket.config.deployed;

import java.net.URI;
import java.net.URISyntaxException;
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
    String storage =
        text(environment, "FIREBUCKET_STORAGE")
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "FIREBUCKET_STORAGE is not set; it names the store, for instance s3://my-bucket"));
    return new DeployedSettings(
        storage,
        text(environment, "FIREBUCKET_STORAGE_S3_ENDPOINT").map(DeployedSettings::endpoint),
        text(environment, "FIREBUCKET_CONFIG_FILE").orElse(ConfigMirror.FOLDER + "prometheus.yml"),
        text(environment, "FIREBUCKET_SCRATCH")
            .map(Path::of)
            .orElse(Path.of(System.getProperty("java.io.tmpdir"), "firebucket")));
  }

  private static Optional<String> text(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  private static URI endpoint(String text) {
    try {
      URI endpoint = new URI(text);
      if (endpoint.getHost() != null
          && ("http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme()))) {
        return endpoint;
      }
    } catch (URISyntaxException e) {
      throw noEndpoint(text, e);
    }
    throw noEndpoint(text, null);
  }

  private static IllegalArgumentException noEndpoint(
      String text, @org.jspecify.annotations.Nullable Throwable cause) {
    return new IllegalArgumentException(
        "FIREBUCKET_STORAGE_S3_ENDPOINT is '"
            + text
            + "', which is not an address such as http://127.0.0.1:9000",
        cause);
  }
}
