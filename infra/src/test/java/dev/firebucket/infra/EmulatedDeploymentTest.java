package dev.firebucket.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firebucket.testsupport.LocalStackPeer;
import dev.firebucket.testsupport.MotoPeer;
import dev.firebucket.testsupport.PeerProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/// The stack of a user who chooses everything, and that of one who chooses nothing, deployed into
/// two emulators of AWS without Docker: LocalStack takes what is not Lambda's, moto takes the
/// functions and what they need. What neither takes is listed; the version and the alias that
/// `snapStart` adds are among it.
@TestInstance(Lifecycle.PER_CLASS)
class EmulatedDeploymentTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ASSETS = "cdk-hnb659fds-assets-123456789012-us-east-1";

  /// What LocalStack refuses without Docker.
  private static final Predicate<String> LOCALSTACK = type -> !type.startsWith("AWS::Lambda::");

  /// What moto's CloudFormation makes, of the types that the stack has.
  private static final Predicate<String> MOTO =
      Set.of(
              "AWS::IAM::Policy",
              "AWS::IAM::Role",
              "AWS::Lambda::EventSourceMapping",
              "AWS::Lambda::Function",
              "AWS::Lambda::Permission",
              "AWS::Logs::LogGroup",
              "AWS::S3::Bucket",
              "AWS::SQS::Queue")
          ::contains;

  @TempDir private static Path folder;
  private PeerProcess localStackPeer;
  private PeerProcess motoPeer;
  private EmulatedAws localStack;
  private EmulatedAws moto;
  private JsonNode template;
  private Map<String, EmulatedAws.Created> inLocalStack;
  private Map<String, EmulatedAws.Created> inMoto;

  @BeforeAll
  void deploy() throws Exception {
    localStackPeer = LocalStackPeer.start(folder);
    motoPeer = MotoPeer.start(folder);
    localStack =
        new EmulatedAws(
            "LocalStack",
            localStackPeer.url(),
            localStackPeer::send,
            folder.resolve("localstack.log"));
    moto = new EmulatedAws("moto", motoPeer.url(), motoPeer::send, folder.resolve("moto.log"));
    for (EmulatedAws aws : List.of(localStack, moto)) {
      // What `cdk bootstrap` leaves in an account.
      aws.json(
          "ssm",
          "AmazonSSM.PutParameter",
          Map.of("Name", "/cdk-bootstrap/hnb659fds/version", "Value", "30", "Type", "String"));
    }
    moto.put("/" + ASSETS, "");
    Map<String, String> everything = new TreeMap<>(StackChoicesTest.EVERYTHING);
    everything.remove("snapStart");
    template = synthesize("everything", everything);
    inLocalStack = deploy(localStack, "everything", template, LOCALSTACK);
    inMoto = deploy(moto, "everything", template, MOTO);
  }

  @AfterAll
  void end() {
    if (localStackPeer != null) {
      localStackPeer.close();
    }
    if (motoPeer != null) {
      motoPeer.close();
    }
  }

  private JsonNode synthesize(String name, Map<String, String> choices) throws Exception {
    Path output = folder.resolve(name + ".out");
    App app =
        new App(AppProps.builder().outdir(output.toString()).analyticsReporting(false).build());
    Map<String, String> context = new TreeMap<>(choices);
    context.put("stackName", name);
    new FirebucketStack(app, StackSettings.fromContext(context), folder);
    app.synth();
    return JSON.readTree(output.resolve(name + ".template.json").toFile());
  }

  private Map<String, EmulatedAws.Created> deploy(
      EmulatedAws aws, String name, JsonNode whole, Predicate<String> known) throws Exception {
    if (aws == moto) {
      for (JsonNode resource : whole.path("Resources")) {
        String key = resource.path("Properties").path("Code").path("S3Key").asText();
        if (!key.isEmpty()) {
          moto.put("/" + ASSETS + "/" + key, "code");
        }
      }
    }
    TemplatePart part = new TemplatePart(whole, known);
    Map<String, EmulatedAws.Created> created = aws.createStack(name, part.json());
    assertThat(created.keySet()).as(aws.name()).isEqualTo(part.left());
    return created;
  }

  @Test
  void everyResourceIsCreatedInOneOfThemButUrlsAndInvokeConfigs() {
    Map<String, String> types = TemplatePart.types(template);
    Map<String, String> unchecked = new TreeMap<>(types);
    unchecked.keySet().removeAll(inLocalStack.keySet());
    unchecked.keySet().removeAll(inMoto.keySet());

    System.out.println("created of " + types.size() + " resources:");
    types.forEach(
        (id, type) ->
            System.out.printf(
                "  %-34s %-60s %s%n",
                type,
                id,
                (inLocalStack.containsKey(id) ? "LocalStack " : "")
                    + (inMoto.containsKey(id) ? "moto " : "")
                    + (unchecked.containsKey(id) ? "neither" : "")));
    assertThat(new TreeSet<>(unchecked.values()))
        .containsExactly("AWS::Lambda::EventInvokeConfig", "AWS::Lambda::Url");
  }

  @Test
  void theDefaultsAreDeployedToo() throws Exception {
    JsonNode defaults = synthesize("defaults", Map.of());

    Set<String> made = new TreeSet<>(deploy(localStack, "defaults", defaults, LOCALSTACK).keySet());
    made.addAll(deploy(moto, "defaults", defaults, MOTO).keySet());

    Map<String, String> unchecked = TemplatePart.types(defaults);
    unchecked.keySet().removeAll(made);
    assertThat(new TreeSet<>(unchecked.values()))
        .containsExactly("AWS::Lambda::EventInvokeConfig", "AWS::Lambda::Url");
  }

  @Test
  void theSchedulesAreThereWithTheirEvents() throws Exception {
    List<String> names = physicalIds(inLocalStack, "AWS::Scheduler::Schedule");

    assertThat(names).hasSize(3);
    for (String name : names) {
      JsonNode schedule = localStack.get("scheduler", "/schedules/" + name);
      assertThat(schedule.path("ScheduleExpression").asText()).startsWith("cron(");
      assertThat(schedule.path("Target").path("Input").asText())
          .contains("<aws.scheduler.scheduled-time>");
      assertThat(schedule.path("Target").path("DeadLetterConfig").path("Arn").asText())
          .startsWith("arn:aws:sqs:");
    }
  }

  @Test
  void theQueuesHandFailedMessagesToTheQueueOfFailures() throws Exception {
    Map<String, JsonNode> queues = new TreeMap<>();
    for (String url : physicalIds(inLocalStack, "AWS::SQS::Queue")) {
      queues.put(
          url.contains("Ticks") ? "ticks" : url.contains("Requests") ? "requests" : "failures",
          localStack
              .json(
                  "sqs",
                  "AmazonSQS.GetQueueAttributes",
                  Map.of("QueueUrl", url, "AttributeNames", List.of("All")))
              .path("Attributes"));
    }

    assertThat(queues.get("ticks").path("VisibilityTimeout").asInt()).isEqualTo(720);
    assertThat(queues.get("requests").path("VisibilityTimeout").asInt()).isEqualTo(740);
    assertThat(queues.get("requests").path("RedrivePolicy").asText()).contains("5");
    for (String name : List.of("ticks", "requests")) {
      assertThat(queues.get(name).path("RedrivePolicy").asText())
          .contains(queues.get("failures").path("QueueArn").asText());
    }
  }

  @Test
  void theAlarmsAreThereAndTellTheTopic() throws Exception {
    Element answer =
        localStack
            .query("monitoring", Map.of("Action", "DescribeAlarms", "Version", "2010-08-01"))
            .getDocumentElement();
    String topic = physicalIds(inLocalStack, "AWS::SNS::Topic").getFirst();

    assertThat(answer.getElementsByTagName("AlarmName").getLength())
        .isGreaterThanOrEqualTo(physicalIds(inLocalStack, "AWS::CloudWatch::Alarm").size())
        .isGreaterThanOrEqualTo(10);
    assertThat(EmulatedAws.text(answer, "AlarmActions")).startsWith("arn:aws:sns:");
    assertThat(answer.getTextContent()).contains(topic);
  }

  @Test
  void theFunctionsAreThereWithTheirSettings() throws Exception {
    Map<String, JsonNode> functions =
        elements(moto.get("lambda", "/2015-03-31/functions/").path("Functions")).stream()
            .filter(function -> function.path("FunctionName").asText().startsWith("everything-"))
            .collect(
                Collectors.toMap(
                    function ->
                        function
                            .path("FunctionName")
                            .asText()
                            .replaceAll("everything-(Scrape|Push|Query|Rules|Compact).*", "$1"),
                    function -> function,
                    (a, b) -> a,
                    TreeMap::new));

    assertThat(functions).containsOnlyKeys("Scrape", "Push", "Query", "Rules", "Compact");
    assertThat(functions.values())
        .allMatch(function -> function.path("Runtime").asText().equals("java25"))
        .allMatch(function -> variable(function, "FIREBUCKET_STORAGE").startsWith("s3://metrics"));
    assertThat(variable(functions.get("Scrape"), "FIREBUCKET_SCRAPE_QUEUE")).contains("Ticks");
    assertThat(variable(functions.get("Query"), "FIREBUCKET_AUTH")).isEqualTo("token");
  }

  private static String variable(JsonNode function, String name) {
    return function.path("Environment").path("Variables").path(name).asText();
  }

  @Test
  void theQueuesFireTheirFunctions() throws Exception {
    JsonNode sources =
        moto.get("lambda", "/2015-03-31/event-source-mappings/").path("EventSourceMappings");

    assertThat(elements(sources))
        .filteredOn(source -> source.path("FunctionArn").asText().contains(":everything-"))
        .extracting(
            source -> source.path("BatchSize").asInt(),
            source ->
                source.path("EventSourceArn").asText().replaceAll(".*(Ticks|Requests).*", "$1"),
            source -> source.path("FunctionArn").asText().replaceAll(".*(Scrape|Push).*", "$1"))
        .containsExactlyInAnyOrder(tuple(1, "Ticks", "Scrape"), tuple(10_000, "Requests", "Push"));
  }

  private static List<String> physicalIds(Map<String, EmulatedAws.Created> created, String type) {
    return created.values().stream()
        .filter(resource -> resource.type().equals(type))
        .map(EmulatedAws.Created::physicalId)
        .toList();
  }

  private static List<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
