package dev.firebucket.infra;

import static dev.firebucket.infra.Synthesized.list;
import static dev.firebucket.infra.Synthesized.map;
import static dev.firebucket.infra.Synthesized.properties;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The template of a user who chooses everything.
class StackChoicesTest {
  static final String KEY =
      "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

  static final Map<String, String> EVERYTHING =
      Map.ofEntries(
          Map.entry("bucketName", "metrics-of-mine"),
          Map.entry("configFile", "config/eu/prometheus.yml"),
          Map.entry("shards", "40"),
          Map.entry("scrapeInterval", "5"),
          Map.entry("scrapeBackoff", "5m"),
          Map.entry("remoteWriteGathering", "20s"),
          Map.entry("architecture", "x86_64"),
          Map.entry("logRetentionDays", "7"),
          Map.entry("reserveConcurrency", "true"),
          Map.entry("accountConcurrency", "1000"),
          Map.entry("queryConcurrency", "20"),
          Map.entry("pushConcurrency", "30"),
          Map.entry("kmsKey", KEY),
          Map.entry("oldVersionDays", "30"),
          Map.entry("queryMemory", "4096"),
          Map.entry("queryTimeout", "90s"),
          Map.entry("maxSamples", "1000000"),
          Map.entry("maxBytes", "2GB"),
          Map.entry("enableFeature", "promql-experimental-functions,promql-delayed-name-removal"),
          Map.entry("auth", "token"),
          Map.entry("authSecret", "ssm:/firebucket/tokens"),
          Map.entry("corsOrigin", "https?://grafana\\.example\\.org"),
          Map.entry("externalUrl", "https://metrics.example.org"),
          Map.entry("snapStart", "true"),
          Map.entry("startScript", "true"),
          Map.entry("tracing", "xray"),
          Map.entry("alarmEmail", "ops@example.org"),
          Map.entry("vpc", "vpc-0123456789abcdef0"),
          Map.entry("subnets", "subnet-0123456789abcdef1,subnet-0123456789abcdef2"),
          Map.entry("securityGroups", "sg-0123456789abcdef0"));

  private static Synthesized template;

  @BeforeAll
  static void synthesize(@TempDir Path repository, @TempDir Path output) {
    template = Synthesized.of(EVERYTHING, repository, output);
  }

  @Test
  void namesAndSizesAreThoseChosen() {
    assertThat(template.only("AWS::S3::Bucket")).containsEntry("BucketName", "metrics-of-mine");
    Map<String, Object> scrape = template.function("Scrape");
    assertThat(scrape.get("Architectures")).isEqualTo(List.of("x86_64"));
    assertThat(template.variables("Scrape"))
        .containsEntry("FIREBUCKET_CONFIG_FILE", "config/eu/prometheus.yml")
        .containsEntry("FIREBUCKET_SCRAPE_BACKOFF", "300s")
        .containsEntry("FIREBUCKET_TRACING", "xray")
        .containsEntry("AWS_LAMBDA_EXEC_WRAPPER", "/var/task/start");
    assertThat(template.ofType("AWS::Logs::LogGroup").values())
        .allMatch(group -> properties(group).get("RetentionInDays").toString().startsWith("7"));
    assertThat(number(template.function("Query").get("MemorySize"))).isEqualTo(4096);
  }

  @Test
  void anyNumberOfShardsAndTimesIsOneScheduleAndOneQueue() {
    assertThat(template.ofType("AWS::Scheduler::Schedule")).hasSize(3);
    assertThat(template.timerInput("Scrape"))
        .contains("\"interval\":5")
        .contains("\"shards\":40")
        .contains("\"fanOut\":true");
    assertThat(template.ofType("AWS::SQS::Queue")).hasSize(3);
    assertThat(template.resources().size()).isLessThan(100);
  }

  @Test
  void remoteWriteIsGatheredAsLongAsAUserSays() {
    Object requests = Map.of("Fn::GetAtt", List.of(queueId("GatheringQueue"), "Arn"));

    assertThat(template.variables("Push"))
        .containsEntry("FIREBUCKET_REMOTE_WRITE_GATHERING", "20s")
        .containsEntry("FIREBUCKET_REMOTE_WRITE_QUEUE", Map.of("Ref", queueId("GatheringQueue")));
    assertThat(
            template.statementsOf("Push").stream()
                .filter(statement -> "LayRequests".equals(statement.get("Sid"))))
        .singleElement()
        .satisfies(
            statement ->
                assertThat(statement)
                    .containsEntry("Action", "sqs:SendMessage")
                    .containsEntry("Resource", requests));
    Map<String, Object> mapping = mappingOf(template, "GatheringQueue");
    assertThat(number(mapping.get("BatchSize"))).isEqualTo(10_000);
    assertThat(number(mapping.get("MaximumBatchingWindowInSeconds"))).isEqualTo(20);
    assertThat(mapping.get("FunctionResponseTypes")).isEqualTo(List.of("ReportBatchItemFailures"));
  }

  @Test
  void whoWantsToReadAtOnceWhatWasWrittenGetsNoQueue(
      @TempDir Path repository, @TempDir Path output) {
    Synthesized direct = Synthesized.of(Map.of("remoteWriteGathering", "0"), repository, output);

    assertThat(direct.variables("Push")).doesNotContainKey("FIREBUCKET_REMOTE_WRITE_QUEUE");
    assertThat(direct.ofType("AWS::Lambda::EventSourceMapping")).isEmpty();
    assertThat(direct.ofType("AWS::SQS::Queue")).hasSize(1);
  }

  @Test
  void theScrapeFunctionMayLayMessagesIntoItsQueueAndNoOther() {
    Object ticks = Map.of("Fn::GetAtt", List.of(queueId("ScrapeQueue"), "Arn"));

    assertThat(template.variables("Scrape"))
        .containsEntry("FIREBUCKET_SCRAPE_QUEUE", Map.of("Ref", queueId("ScrapeQueue")));
    assertThat(
            template.statementsOf("Scrape").stream()
                .filter(statement -> "LayTicks".equals(statement.get("Sid"))))
        .singleElement()
        .satisfies(
            statement ->
                assertThat(statement)
                    .containsEntry("Action", "sqs:SendMessage")
                    .containsEntry("Resource", ticks));
  }

  @Test
  void aMessageFiresOneRunAndAFailingRunIsSeen() {
    Map<String, Object> source = mappingOf(template, "ScrapeQueue");
    Map<String, Object> queue = map(properties(template.resource(queueId("ScrapeQueue"))));

    assertThat(number(source.get("BatchSize"))).isEqualTo(1);
    assertThat(source).containsEntry("FunctionResponseTypes", List.of("ReportBatchItemFailures"));
    assertThat(number(map(source.get("ScalingConfig")).get("MaximumConcurrency")))
        .isEqualTo(40 * 13);
    int timeout = number(template.function("Scrape").get("Timeout"));
    int visibility = number(queue.get("VisibilityTimeout"));
    assertThat(visibility).isGreaterThanOrEqualTo(6 * timeout);
    assertThat(number(queue.get("MessageRetentionPeriod"))).isGreaterThan(2 * visibility);
    assertThat(map(queue.get("RedrivePolicy")).get("deadLetterTargetArn"))
        .isEqualTo(Map.of("Fn::GetAtt", List.of(queueId("SchedulesFailures"), "Arn")));
  }

  @Test
  void aFailedScrapeIsTriedAgainOnlyWhereItsTickIsNotOverByThen(
      @TempDir Path repository, @TempDir Path output) {
    Synthesized slow =
        Synthesized.of(Map.of("scrapeInterval", "30m", "shards", "2"), repository, output);

    assertThat(tries(template)).isEqualTo(1);
    assertThat(tries(slow)).isEqualTo(2);
    assertThat(asyncRetries(template)).isZero();
    assertThat(asyncRetries(slow)).isEqualTo(1);
  }

  private static int tries(Synthesized stack) {
    return stack.ofType("AWS::SQS::Queue").entrySet().stream()
        .filter(queue -> queue.getKey().startsWith("ScrapeQueue"))
        .map(queue -> properties(queue.getValue()))
        .mapToInt(queue -> number(map(queue.get("RedrivePolicy")).get("maxReceiveCount")))
        .sum();
  }

  private static int asyncRetries(Synthesized stack) {
    return stack.ofType("AWS::Lambda::EventInvokeConfig").entrySet().stream()
        .filter(config -> config.getKey().startsWith("Scrape"))
        .mapToInt(config -> number(properties(config.getValue()).get("MaximumRetryAttempts")))
        .sum();
  }

  private static Map<String, Object> mappingOf(Synthesized template, String queue) {
    return template.ofType("AWS::Lambda::EventSourceMapping").values().stream()
        .map(Synthesized::properties)
        .filter(source -> source.get("EventSourceArn").toString().contains(queue))
        .findFirst()
        .orElseThrow();
  }

  private static String queueId(String prefix) {
    return template.ofType("AWS::SQS::Queue").keySet().stream()
        .filter(id -> id.startsWith(prefix))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatIsReservedSufficesForTheQueueAndTheTimer() {
    assertThat(reserved("Scrape")).isEqualTo(40 * 13 + 1);
    assertThat(reserved("Rules")).isEqualTo(1);
    assertThat(reserved("Compact")).isEqualTo(1);
    assertThat(reserved("Query")).isEqualTo(20);
    assertThat(reserved("Push")).isEqualTo(30);
  }

  private static int reserved(String name) {
    return number(template.function(name).get("ReservedConcurrentExecutions"));
  }

  @Test
  void withTokensTheUrlsAreOpenAndTheFunctionsReadExactlyOneSecret() {
    assertThat(template.ofType("AWS::Lambda::Url").values())
        .hasSize(2)
        .allMatch(url -> "NONE".equals(properties(url).get("AuthType")));
    for (String name : List.of("Push", "Query")) {
      assertThat(template.variables(name))
          .containsEntry("FIREBUCKET_AUTH", "token")
          .containsEntry("FIREBUCKET_AUTH_SECRET", "ssm:/firebucket/tokens")
          .containsEntry("FIREBUCKET_CORS_ORIGIN", "https?://grafana\\.example\\.org");
      assertThat(
              template.statementsOf(name).stream()
                  .filter(statement -> "Secret".equals(statement.get("Sid"))))
          .singleElement()
          .satisfies(
              statement -> {
                assertThat(statement).containsEntry("Action", "ssm:GetParameter");
                assertThat(statement.get("Resource").toString())
                    .endsWith(":parameter/firebucket/tokens]]}");
              });
    }
    for (String name : List.of("Scrape", "Rules", "Compact")) {
      assertThat(template.statementsOf(name).toString()).doesNotContain("GetParameter");
    }
  }

  @Test
  void aSecretOfSecretsManagerIsReadByItsNameOrItsWholeArn(
      @TempDir Path repository, @TempDir Path output) {
    String arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:firebucket-tokens";
    Synthesized stack =
        Synthesized.of(Map.of("auth", "token", "authSecret", arn), repository, output);

    assertThat(
            stack.statementsOf("Query").stream()
                .filter(statement -> "Secret".equals(statement.get("Sid"))))
        .singleElement()
        .satisfies(
            statement ->
                assertThat(statement)
                    .containsEntry("Action", "secretsmanager:GetSecretValue")
                    .containsEntry("Resource", List.of(arn, arn + "-??????")));
  }

  @Test
  void whoMayPushNeedNotReadAndEachFunctionReadsItsOwnSecretAlone(
      @TempDir Path repository, @TempDir Path output) {
    Synthesized stack =
        Synthesized.of(
            Map.of(
                "auth",
                "token",
                "pushAuthSecret",
                "ssm:/writers",
                "queryAuthSecret",
                "ssm:/readers"),
            repository,
            output);

    assertThat(stack.variables("Push")).containsEntry("FIREBUCKET_AUTH_SECRET", "ssm:/writers");
    assertThat(stack.variables("Query")).containsEntry("FIREBUCKET_AUTH_SECRET", "ssm:/readers");
    assertThat(parameters(stack, "Push")).contains("/writers").doesNotContain("/readers");
    assertThat(parameters(stack, "Query")).contains("/readers").doesNotContain("/writers");
  }

  private static String parameters(Synthesized stack, String function) {
    return stack.statementsOf(function).stream()
        .filter(statement -> "ssm:GetParameter".equals(statement.get("Action")))
        .toList()
        .toString();
  }

  @Test
  void noResourceWaitsForItself() {
    Map<String, Set<String>> waiting = new TreeMap<>();
    template.resources().forEach((id, resource) -> waiting.put(id, template.references(resource)));

    boolean isOneMade = true;
    while (isOneMade) {
      Set<String> made = new TreeSet<>(waiting.keySet());
      made.removeIf(id -> !waiting.getOrDefault(id, Set.of()).isEmpty());
      isOneMade = !made.isEmpty();
      waiting.keySet().removeAll(made);
      waiting.values().forEach(needed -> needed.removeAll(made));
    }

    assertThat(waiting).isEmpty();
  }

  @Test
  void aPublicUrlMayBeInvokedByEverybodyThroughTheUrlOnly() {
    List<Map<String, Object>> open =
        template.ofType("AWS::Lambda::Permission").values().stream()
            .map(Synthesized::properties)
            .filter(permission -> "*".equals(permission.get("Principal")))
            .toList();

    assertThat(open)
        .hasSize(4)
        .allMatch(
            permission ->
                "NONE".equals(permission.get("FunctionUrlAuthType"))
                    || Boolean.TRUE.equals(permission.get("InvokedViaFunctionUrl")));
  }

  @Test
  void limitsOfQueriesAreThoseChosen() {
    assertThat(template.variables("Query"))
        .containsEntry("FIREBUCKET_QUERY_MAX_SAMPLES", "1000000")
        .containsEntry("FIREBUCKET_QUERY_TIMEOUT", "90s")
        .containsEntry("FIREBUCKET_QUERY_MAX_BYTES", "2GB")
        .containsEntry("FIREBUCKET_QUERY_MEMORY", "1024MB")
        .containsEntry(
            "FIREBUCKET_ENABLE_FEATURE",
            "promql-experimental-functions,promql-delayed-name-removal");
    assertThat(number(template.function("Query").get("Timeout"))).isEqualTo(100);
  }

  @Test
  void linksOfAlertsLeadWhereTheUserSays() {
    assertThat(template.variables("Rules"))
        .containsEntry("FIREBUCKET_EXTERNAL_URL", "https://metrics.example.org");
    assertThat(template.variables("Query"))
        .containsEntry("FIREBUCKET_EXTERNAL_URL", "https://metrics.example.org");
  }

  @Test
  void fromASnapshotStartsTheNewestVersionWhoeverCalls() {
    assertThat(template.ofType("AWS::Lambda::Version")).hasSize(4);
    assertThat(template.ofType("AWS::Lambda::Alias").values())
        .hasSize(4)
        .allMatch(alias -> "live".equals(properties(alias).get("Name")));
    for (String name : List.of("Scrape", "Push", "Query", "Rules")) {
      assertThat(template.function(name).get("SnapStart"))
          .isEqualTo(Map.of("ApplyOn", "PublishedVersions"));
      assertThat(number(map(template.function(name).get("EphemeralStorage")).get("Size")))
          .isEqualTo(512);
    }
    assertThat(template.function("Compact")).doesNotContainKey("SnapStart");
    String aliases = String.join(" ", template.ofType("AWS::Lambda::Alias").keySet());
    assertThat(mappingOf(template, "ScrapeQueue").get("FunctionName").toString()).contains("live");
    assertThat(template.ofType("AWS::Lambda::Url").values())
        .allMatch(url -> "live".equals(properties(url).get("Qualifier")));
    template
        .ofType("AWS::Scheduler::Schedule")
        .forEach(
            (id, schedule) -> {
              Object arn = map(properties(schedule).get("Target")).get("Arn");
              assertThat(arn instanceof Map<?, ?> reference && reference.containsKey("Ref"))
                  .as(id + " fires " + arn + " of " + aliases)
                  .isEqualTo(!id.contains("Compact"));
            });
  }

  @Test
  void runsAreTracedAndOnlyThat() {
    assertThat(template.ofType("AWS::Lambda::Function").values())
        .allMatch(
            function -> Map.of("Mode", "Active").equals(properties(function).get("TracingConfig")));
    assertThat(
            template.allStatements().stream()
                .filter(statement -> list(statement.get("Resource")).contains("*"))
                .flatMap(statement -> list(statement.get("Action")).stream())
                .map(action -> action.toString().replaceAll(":.*", ""))
                .distinct())
        .containsExactlyInAnyOrder("xray", "ec2");
  }

  @Test
  void onlyWhatCallsOutRunsInThePrivateNetwork() {
    assertThat(map(template.function("Scrape").get("VpcConfig")))
        .containsEntry("SubnetIds", List.of("subnet-0123456789abcdef1", "subnet-0123456789abcdef2"))
        .containsEntry("SecurityGroupIds", List.of("sg-0123456789abcdef0"));
    assertThat(template.function("Rules")).containsKey("VpcConfig");
    assertThat(template.function("Query")).doesNotContainKey("VpcConfig");
    assertThat(template.function("Push")).doesNotContainKey("VpcConfig");
  }

  @Test
  void alarmsGoToWhoeverWasNamed() {
    assertThat(template.only("AWS::SNS::Subscription"))
        .containsEntry("Endpoint", "ops@example.org");
  }

  private static int number(Object value) {
    return ((Number) value).intValue();
  }
}
