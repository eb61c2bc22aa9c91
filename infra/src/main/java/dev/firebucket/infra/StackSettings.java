package dev.firebucket.infra;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.constructs.Node;

/// What a user may choose about a deployment: the context parameters of the CDK app (`npx aws-cdk@2
/// deploy -c shards=2`), each with a default that works.
///
/// @param stackName name of the CloudFormation stack
/// @param bucketName name of the data bucket; empty lets CloudFormation make one up
/// @param configFile key of `prometheus.yml` inside the bucket, below `config/`
/// @param shards how many scrape functions share the targets
/// @param scrapeIntervalSeconds how often the scrape function fires: 60, or a divisor of 60 for
///   targets with a shorter `scrape_interval`
/// @param architecture `arm64` or `x86_64`
/// @param logRetentionDays how long the functions' logs are kept
/// @param reserveConcurrency whether timer functions reserve their concurrency: false for accounts
///   whose limit of concurrent executions leaves no room for it
/// @param alarmEmail who is told when a timer function fails; empty for no alarm
/// @param network where scrape and rules run when targets or Alertmanagers stand in a private
///   network
public record StackSettings(
    String stackName,
    Optional<String> bucketName,
    String configFile,
    int shards,
    int scrapeIntervalSeconds,
    String architecture,
    int logRetentionDays,
    boolean reserveConcurrency,
    Optional<String> alarmEmail,
    Optional<PrivateNetwork> network) {

  public StackSettings {
    require(
        stackName.matches("[A-Za-z][A-Za-z0-9-]{0,127}"),
        "stackName",
        stackName,
        "letters, digits and hyphens, beginning with a letter");
    bucketName.ifPresent(
        name ->
            require(
                name.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]"),
                "bucketName",
                name,
                "3 to 63 lower-case letters, digits, hyphens and dots"));
    require(
        configFile.matches("config/[A-Za-z0-9=._/-]+"),
        "configFile",
        configFile,
        "a key below config/, for instance config/prometheus.yml");
    require(shards >= 1 && shards <= 100, "shards", shards, "1 to 100");
    require(
        scrapeIntervalSeconds >= 5
            && scrapeIntervalSeconds <= 60
            && 60 % scrapeIntervalSeconds == 0,
        "scrapeInterval",
        scrapeIntervalSeconds,
        "60, 30, 20, 15, 12, 10, 6 or 5 (seconds)");
    require(
        architecture.equals("arm64") || architecture.equals("x86_64"),
        "architecture",
        architecture,
        "arm64 or x86_64");
    require(
        LogRetention.isAllowed(logRetentionDays),
        "logRetentionDays",
        logRetentionDays,
        "one of " + LogRetention.allowedDays());
  }

  /// Reads the settings from the context of a construct, defaults where nothing is said.
  ///
  /// @throws IllegalArgumentException for a value that cannot be, with what can
  public static StackSettings fromContext(Node node) {
    return fromContext(
        name ->
            Optional.ofNullable(node.tryGetContext(name))
                .map(String::valueOf)
                .filter(v -> !v.isBlank()));
  }

  /// Reads the settings from named texts.
  static StackSettings fromContext(Map<String, String> context) {
    Map<String, String> texts = new TreeMap<>(context);
    return fromContext(name -> Optional.ofNullable(texts.get(name)));
  }

  private static StackSettings fromContext(Context context) {
    return new StackSettings(
        context.text("stackName").orElse("firebucket"),
        context.text("bucketName"),
        context.text("configFile").orElse("config/prometheus.yml"),
        context.number("shards", 1),
        context.number("scrapeInterval", 60),
        context.text("architecture").orElse("arm64"),
        context.number("logRetentionDays", 30),
        context.flag("reserveConcurrency", true),
        context.text("alarmEmail"),
        PrivateNetwork.of(
            context.text("vpc"), context.text("subnets"), context.text("securityGroups")));
  }

  private static void require(boolean holds, String name, Object value, String allowed) {
    if (!holds) {
      throw new IllegalArgumentException(
          "context parameter %s: '%s' is not allowed, use %s (-c %s=…)"
              .formatted(name, value, allowed, name));
    }
  }

  /// Where the texts come from.
  private interface Context {
    Optional<String> text(String name);

    default int number(String name, int otherwise) {
      return text(name).map(text -> wholeNumber(name, text)).orElse(otherwise);
    }

    default boolean flag(String name, boolean otherwise) {
      Optional<String> text = text(name);
      text.ifPresent(t -> require(t.equals("true") || t.equals("false"), name, t, "true or false"));
      return text.map(Boolean::parseBoolean).orElse(otherwise);
    }

    private static int wholeNumber(String name, String text) {
      require(text.matches("[0-9]{1,6}"), name, text, "a whole number");
      return Integer.parseInt(text);
    }
  }
}
