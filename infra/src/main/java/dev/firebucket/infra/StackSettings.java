package dev.firebucket.infra;

import static dev.firebucket.infra.ContextParameters.require;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.constructs.Node;

/// What a user may choose about a deployment: the context parameters of the CDK app (`npx aws-cdk@2
/// deploy -c shards=2`), each with a default that works.
///
/// @param stackName name of the CloudFormation stack
/// @param bucketName name of the data bucket; empty lets CloudFormation make one up
/// @param configFile key of `prometheus.yml` inside the bucket, below `config/`
/// @param architecture of the processors
/// @param scrape when targets are scraped
/// @param concurrency how many runs at a time
/// @param gathering of remote write
/// @param query what queries may take
/// @param retention how long samples are kept
/// @param keeping how the bucket keeps what is in it
/// @param athena tables for people's own SQL
/// @param memory of each function
/// @param access who may call the URLs
/// @param watching what is recorded of the functions, and who is told when they fail
/// @param snapStart whether functions start from a snapshot of an initialized one
/// @param startScript whether the script `start` of their zips starts the functions
/// @param features Prometheus' names of experimental features (`--enable-feature`)
/// @param network where scrape and rules run when targets or Alertmanagers are in a private network
record StackSettings(
    String stackName,
    Optional<String> bucketName,
    String configFile,
    Processor architecture,
    ScrapeTiming scrape,
    Concurrency concurrency,
    Gathering gathering,
    QueryLimits query,
    Retention retention,
    Keeping keeping,
    AthenaTables athena,
    FunctionMemory memory,
    UrlAccess access,
    Watching watching,
    boolean snapStart,
    boolean startScript,
    List<String> features,
    Optional<PrivateNetwork> network) {

  StackSettings {
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
    features = List.copyOf(features);
    require(
        features.stream().allMatch(name -> name.matches("[a-z0-9-]+")),
        "enableFeature",
        String.join(",", features),
        "names separated by commas, such as promql-experimental-functions");
    concurrency.requireRoomFor(scrape);
    if (snapStart && query.cacheMegabytes() > FunctionMemory.LEAST_DISK) {
      throw new IllegalArgumentException(
          "context parameter cacheMegabytes: '%d' is not allowed with snapStart=true, because SnapStart takes functions with a /tmp of 512 MB only; leave cacheMegabytes out, or snapStart"
              .formatted(query.cacheMegabytes()));
    }
  }

  /// The processors that Lambda offers, by their names in the parameter, in files and at AWS.
  enum Processor {
    ARM64("arm64"),
    X86_64("x86_64");

    private final String text;

    Processor(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }

    private static Processor of(String text) {
      for (Processor processor : values()) {
        if (processor.text.equals(text)) {
          return processor;
        }
      }
      require(false, "architecture", text, "arm64 or x86_64");
      throw new AssertionError(text);
    }
  }

  /// Reads the settings from the context of a construct, defaults where nothing is said.
  ///
  /// @throws IllegalArgumentException for a value that cannot be, with what can
  static StackSettings fromContext(Node node) {
    return of(
        name ->
            Optional.ofNullable(node.tryGetContext(name))
                .map(String::valueOf)
                .filter(Predicate.not(String::isBlank)));
  }

  /// Reads the settings from named texts.
  static StackSettings fromContext(Map<String, String> context) {
    return of(ContextParameters.of(context));
  }

  private static StackSettings of(ContextParameters parameters) {
    boolean snapStart = parameters.flag("snapStart", false);
    return new StackSettings(
        parameters.text("stackName").orElse("firebucket"),
        parameters.text("bucketName"),
        parameters.text("configFile").orElse("config/prometheus.yml"),
        Processor.of(parameters.text("architecture").orElse("arm64")),
        ScrapeTiming.of(parameters),
        Concurrency.of(parameters),
        Gathering.of(parameters),
        QueryLimits.of(parameters, snapStart),
        Retention.of(parameters),
        Keeping.of(parameters),
        AthenaTables.of(parameters),
        FunctionMemory.of(parameters),
        UrlAccess.of(parameters),
        Watching.of(parameters),
        snapStart,
        parameters.flag("startScript", false),
        parameters.list("enableFeature"),
        PrivateNetwork.of(
            parameters.text("vpc"), parameters.text("subnets"), parameters.text("securityGroups")));
  }
}
