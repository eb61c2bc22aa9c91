package dev.firebucket.config.deployed;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// What the environment of the push function says of remote write.
///
/// | variable | meaning | default |
/// |---|---|---|
/// | `FIREBUCKET_REMOTE_WRITE_QUEUE` | URL of the SQS queue in which requests are gathered | none: each request is stored at once |
/// | `FIREBUCKET_REMOTE_WRITE_GATHERING` | how long the queue gathers; an environment stores one request at once as often | `10s` |
/// | `FIREBUCKET_REMOTE_WRITE_LONGEST_MESSAGE` | bytes of the longest message that is laid into the queue | `256KB` |
/// | `FIREBUCKET_SQS_ENDPOINT` | an SQS endpoint other than AWS' own | AWS |
///
/// SQS takes 1 MiB since August 2025 and is paid by 64 KB: sent, received and deleted, a message of
/// more than about 380 KB costs more than an object of its own. Emulators, and AWS before that
/// month, take 256 KB.
///
/// @param queue empty where nothing is gathered
/// @param longestMessage in bytes
/// @param sqsEndpoint of an SQS other than AWS
public record PushSettings(
    Optional<URI> queue, Duration gathering, int longestMessage, Optional<URI> sqsEndpoint) {
  private static final Duration GATHERING = Duration.ofSeconds(10);
  private static final int LONGEST_MESSAGE = 256 * 1024;

  /// What SQS takes.
  private static final int LONGEST_OF_ALL = 1024 * 1024;

  /// Reads an environment.
  ///
  /// @throws IllegalArgumentException when a variable is wrong, naming it and its remedy
  public static PushSettings of(Map<String, String> environment) {
    EnvironmentVariables variables = new EnvironmentVariables(environment);
    Duration gathering = variables.duration("FIREBUCKET_REMOTE_WRITE_GATHERING", GATHERING);
    long longest = variables.bytes("FIREBUCKET_REMOTE_WRITE_LONGEST_MESSAGE", LONGEST_MESSAGE);
    if (gathering.isZero()) {
      throw EnvironmentVariables.refused(
          "FIREBUCKET_REMOTE_WRITE_GATHERING",
          "0s",
          "above 0; without FIREBUCKET_REMOTE_WRITE_QUEUE nothing is gathered",
          null);
    }
    if (longest < 1 || longest > LONGEST_OF_ALL) {
      throw EnvironmentVariables.refused(
          "FIREBUCKET_REMOTE_WRITE_LONGEST_MESSAGE",
          Long.toString(longest),
          "a size of 1 byte to 1MB",
          null);
    }
    return new PushSettings(
        variables.endpoint("FIREBUCKET_REMOTE_WRITE_QUEUE"),
        gathering,
        (int) longest,
        variables.endpoint("FIREBUCKET_SQS_ENDPOINT"));
  }
}
