package dev.firebucket.config.deployed;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// What the environment of the scrape function says.
///
/// | variable | meaning | default |
/// |---|---|---|
/// | `FIREBUCKET_SCRAPE_QUEUE` | URL of the SQS queue over which a run fans out | none: one shard, no run within a minute |
/// | `FIREBUCKET_SQS_ENDPOINT` | an SQS endpoint other than AWS' own | AWS |
/// | `FIREBUCKET_SCRAPE_BACKOFF` | how long a target is left alone at most that lets run after run wait in vain | `0s`: each run asks |
///
/// @param queue where runs of the same minute are laid
/// @param sqsEndpoint of an SQS other than AWS
/// @param longestBackOff zero for none
public record ScrapeSettings(
    Optional<URI> queue, Optional<URI> sqsEndpoint, Duration longestBackOff) {

  /// Reads an environment.
  ///
  /// @throws IllegalArgumentException when a variable is wrong, naming it and its remedy
  public static ScrapeSettings of(Map<String, String> environment) {
    EnvironmentVariables variables = new EnvironmentVariables(environment);
    return new ScrapeSettings(
        variables.endpoint("FIREBUCKET_SCRAPE_QUEUE"),
        variables.endpoint("FIREBUCKET_SQS_ENDPOINT"),
        variables.duration("FIREBUCKET_SCRAPE_BACKOFF", Duration.ZERO));
  }
}
