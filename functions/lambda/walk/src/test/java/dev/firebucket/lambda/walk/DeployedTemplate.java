package dev.firebucket.lambda.walk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// The CloudFormation template that a deployment would use, read as CloudFormation reads it, with
/// one bucket's name in place of the bucket to be made.
///
/// So the walk starts each function with the very code, handler, environment and permissions that
/// `infra/` gives it, and repeats none of them.
final class DeployedTemplate {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;
  private final JsonNode resources;
  private final String bucket;

  private DeployedTemplate(Path directory, JsonNode resources, String bucket) {
    this.directory = directory;
    this.resources = resources;
    this.bucket = bucket;
  }

  /// Synthesizes the template as `./firebucket synth` does, for the processor of this machine.
  ///
  /// @param repository its root, with the functions packaged and `infra` compiled
  /// @param output where to write it
  /// @param bucket the name that stands for the bucket
  static DeployedTemplate synthesize(Path repository, Path output, String bucket)
      throws IOException, InterruptedException {
    return synthesize(repository, output, bucket, Map.of());
  }

  /// The same with choices of a user.
  ///
  /// @param choices context parameters by name
  static DeployedTemplate synthesize(
      Path repository, Path output, String bucket, Map<String, String> choices)
      throws IOException, InterruptedException {
    Map<String, String> context = new TreeMap<>(choices);
    context.put("architecture", architecture());
    Path infra = repository.resolve("infra/target");
    Path log = output.resolveSibling("synth.log");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfirebucket.root=" + repository,
                "-cp",
                infra.resolve("classes")
                    + ":"
                    + Files.readString(infra.resolve("synth.classpath")).strip(),
                "dev.firebucket.infra.Synth",
                "--output",
                output.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    // As the CDK's command line hands over `-c architecture=…`.
    builder.environment().put("CDK_CONTEXT_JSON", JSON.writeValueAsString(context));
    Process synth = builder.start();
    if (!synth.waitFor(60, TimeUnit.SECONDS) || synth.exitValue() != 0) {
      synth.destroyForcibly();
      throw new AssertionError("synth failed:\n" + Files.readString(log));
    }
    JsonNode template = JSON.readTree(output.resolve("firebucket.template.json").toFile());
    return new DeployedTemplate(output, template.path("Resources"), bucket);
  }

  /// This machine's processor, as Lambda names it.
  static String architecture() {
    return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64";
  }

  /// The code of a function, as it would be uploaded.
  ///
  /// @param name as in the template, `Scrape` …
  Path zip(String name) {
    String key = function(name).path("Code").path("S3Key").asText();
    return directory.resolve("asset." + key);
  }

  String handler(String name) {
    return function(name).path("Handler").asText();
  }

  /// How long a run of a function may take.
  Duration timeout(String name) {
    return Duration.ofSeconds(function(name).path("Timeout").asInt());
  }

  int memoryMegabytes(String name) {
    return function(name).path("MemorySize").asInt();
  }

  Map<String, String> environment(String name) {
    Map<String, String> environment = new TreeMap<>();
    function(name)
        .path("Environment")
        .path("Variables")
        .properties()
        .forEach(variable -> environment.put(variable.getKey(), text(variable.getValue())));
    return environment;
  }

  /// What a function may do in the bucket, as a policy document.
  String bucketPolicy(String name) {
    ObjectNode policy = JSON.createObjectNode().put("Version", "2012-10-17");
    ArrayNode statements = policy.putArray("Statement");
    for (JsonNode resource : ofType("AWS::IAM::Policy", name + "Role")) {
      for (JsonNode statement :
          resource.path("Properties").path("PolicyDocument").path("Statement")) {
        if (statement.path("Action").toString().contains("s3:")) {
          statements.add(resolved((ObjectNode) statement.deepCopy()));
        }
      }
    }
    return policy.toString();
  }

  private ObjectNode resolved(ObjectNode statement) {
    JsonNode resource = statement.path("Resource");
    if (resource.isArray()) {
      ArrayNode texts = JSON.createArrayNode();
      resource.forEach(one -> texts.add(text(one)));
      statement.set("Resource", texts);
    } else {
      statement.put("Resource", text(resource));
    }
    return statement;
  }

  /// The event with which a timer fires a function.
  String timerEvent(String name, String scheduledTime) {
    for (JsonNode schedule : ofType("AWS::Scheduler::Schedule", "Schedules" + name)) {
      String input = schedule.path("Properties").path("Target").path("Input").asText();
      return input.replace("<aws.scheduler.scheduled-time>", scheduledTime);
    }
    throw new AssertionError("no timer fires " + name);
  }

  private JsonNode function(String name) {
    for (JsonNode function : ofType("AWS::Lambda::Function", name + "Function")) {
      return function.path("Properties");
    }
    throw new AssertionError("the template has no function " + name);
  }

  private Iterable<JsonNode> ofType(String type, String prefix) {
    return resources.properties().stream()
        .filter(resource -> resource.getKey().startsWith(prefix))
        .map(Map.Entry::getValue)
        .filter(resource -> type.equals(resource.path("Type").asText()))
        .toList();
  }

  /// A text with CloudFormation's functions worked out: the only bucket is the walk's.
  private String text(JsonNode value) {
    if (value.isValueNode()) {
      return value.asText();
    }
    if (value.has("Fn::Join")) {
      JsonNode join = value.get("Fn::Join");
      return StreamSupport.stream(join.get(1).spliterator(), false)
          .map(this::text)
          .collect(Collectors.joining(join.get(0).asText()));
    }
    if (value.has("Ref") && isBucket(value.get("Ref").asText())) {
      return bucket;
    }
    if (value.has("Ref") && value.get("Ref").asText().startsWith("ScrapeQueueTicks")) {
      return "https://sqs.us-east-1.amazonaws.com/123456789012/ticks";
    }
    if (value.has("Ref") && value.get("Ref").asText().startsWith("GatheringQueueRequests")) {
      return "https://sqs.us-east-1.amazonaws.com/123456789012/requests";
    }
    if (value.has("Fn::GetAtt") && isBucket(value.get("Fn::GetAtt").get(0).asText())) {
      return "arn:aws:s3:::" + bucket;
    }
    if (value.has("Fn::GetAtt") && "FunctionUrl".equals(value.get("Fn::GetAtt").get(1).asText())) {
      return "https://query.example/";
    }
    throw new AssertionError("cannot work out " + value);
  }

  private boolean isBucket(String id) {
    return "AWS::S3::Bucket".equals(resources.path(id).path("Type").asText());
  }
}
