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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The template that a user gets who chooses nothing.
class FirebucketStackTest {
  private static Synthesized template;

  @BeforeAll
  static void synthesize(@TempDir Path repository, @TempDir Path output) {
    template = Synthesized.of(Map.of(), repository, output);
  }

  @Test
  void thereAreFiveFunctionsAndNoOther() {
    assertThat(template.ofType("AWS::Lambda::Function").keySet())
        .hasSize(5)
        .allMatch(id -> id.matches("(Scrape|Push|Query|Rules|Compact)Function.*"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Scrape", "Push", "Query", "Rules", "Compact"})
  void aFunctionRunsOnJava25AndKnowsItsBucketAndConfiguration(String name) {
    Map<String, Object> function = template.function(name);
    Map<String, Object> environment = map(map(function.get("Environment")).get("Variables"));

    assertThat(function).containsEntry("Runtime", "java25").containsKey("LoggingConfig");
    assertThat(function.get("Architectures")).isEqualTo(List.of("arm64"));
    assertThat(environment).containsEntry("FIREBUCKET_CONFIG_FILE", "config/prometheus.yml");
    assertThat(environment.get("FIREBUCKET_STORAGE").toString())
        .contains("s3://")
        .contains("DataBucket");
  }

  @Test
  void everyFunctionTakesEventsItself() {
    for (String name : List.of("Scrape", "Push", "Query", "Rules", "Compact")) {
      assertThat(template.function(name).get("Handler").toString()).contains("EventHandler");
    }
  }

  @Test
  void theBucketIsPrivateEncryptedReachedByTlsAndKept() {
    Map<String, Map<String, Object>> buckets = template.ofType("AWS::S3::Bucket");
    Map<String, Object> bucket = template.only("AWS::S3::Bucket");

    assertThat(buckets.values().iterator().next())
        .containsEntry("DeletionPolicy", "Retain")
        .containsEntry("UpdateReplacePolicy", "Retain");
    assertThat(map(bucket.get("PublicAccessBlockConfiguration")).values())
        .hasSize(4)
        .allMatch(Boolean.TRUE::equals);
    assertThat(bucket.get("BucketEncryption").toString()).contains("AES256");
    assertThat(bucket.get("LifecycleConfiguration").toString())
        .contains("AbortIncompleteMultipartUpload");
    assertThat(template.only("AWS::S3::BucketPolicy").toString())
        .contains("Effect=Deny")
        .contains("aws:SecureTransport");
  }

  @Test
  void whatIsDeletedInTheBucketCanBeBroughtBackForAWeek() {
    Map<String, Object> bucket = template.only("AWS::S3::Bucket");

    assertThat(bucket.get("VersioningConfiguration")).isEqualTo(Map.of("Status", "Enabled"));
    Map<String, Object> days = new TreeMap<>();
    for (Object one : list(map(bucket.get("LifecycleConfiguration")).get("Rules"))) {
      Map<String, Object> rule = map(one);
      if (rule.containsKey("NoncurrentVersionExpiration")) {
        assertThat(rule).containsEntry("ExpiredObjectDeleteMarker", true);
        days.put(
            rule.getOrDefault("Prefix", "").toString(),
            map(rule.get("NoncurrentVersionExpiration")).get("NoncurrentDays"));
      }
    }
    assertThat(days).isEqualTo(Map.of("", 7, "tail/", 1, "push/", 1, "rules/", 1, "state/", 1));
    assertThat(template.allStatements().toString()).doesNotContain("s3:DeleteObjectVersion");
  }

  @Test
  void nothingOfANewAccountIsReserved() {
    for (String name : List.of("Scrape", "Push", "Query", "Rules", "Compact")) {
      assertThat(template.function(name)).doesNotContainKey("ReservedConcurrentExecutions");
    }
  }

  @Test
  void noRoleMayDoEverythingOrTouchEverything() {
    assertThat(template.allStatements()).isNotEmpty();
    for (Map<String, Object> statement : template.allStatements()) {
      assertThat(list(statement.get("Action")))
          .as(statement.toString())
          .noneMatch(action -> action.toString().contains("*"));
      assertThat(list(statement.get("Resource"))).as(statement.toString()).doesNotContain("*");
    }
    assertThat(template.ofType("AWS::IAM::Role").values())
        .noneMatch(role -> properties(role).containsKey("ManagedPolicyArns"));
  }

  @Test
  void eachFunctionMayDoOnlyWhatItDoesFolderByFolder() {
    assertThat(objects("Scrape"))
        .isEqualTo(
            Map.of(
                "s3:GetObject", Set.of("config/*", "push/*", "state/*"),
                "s3:PutObject", Set.of("tail/*", "state/*"),
                "s3:DeleteObject", Set.of("state/*")));
    assertThat(objects("Push"))
        .isEqualTo(
            Map.of(
                "s3:GetObject", Set.of("config/*", "push/*", "state/metrics/*"),
                "s3:PutObject", Set.of("tail/*", "push/*", "state/metrics/*"),
                "s3:DeleteObject", Set.of("push/*", "state/metrics/*")));
    assertThat(objects("Query"))
        .isEqualTo(
            Map.of(
                "s3:GetObject",
                Set.of(
                    "config/*",
                    "catalog/*",
                    "samples/*",
                    "series/*",
                    "tail/*",
                    "rules/*",
                    "state/*"),
                "s3:PutObject",
                Set.of("tail/*", "state/metrics/*"),
                "s3:DeleteObject",
                Set.of("state/metrics/*")));
    assertThat(objects("Rules"))
        .isEqualTo(
            Map.of(
                "s3:GetObject",
                Set.of(
                    "config/*",
                    "catalog/*",
                    "samples/*",
                    "series/*",
                    "tail/*",
                    "rules/*",
                    "state/metrics/*"),
                "s3:PutObject",
                Set.of("tail/*", "rules/*", "state/metrics/*"),
                "s3:DeleteObject",
                Set.of("rules/*", "state/metrics/*")));
    assertThat(objects("Compact"))
        .isEqualTo(
            Map.of(
                "s3:GetObject",
                Set.of(
                    "catalog/*",
                    "config/*",
                    "deletions/*",
                    "samples/*",
                    "series/*",
                    "state/*",
                    "tail/*"),
                "s3:PutObject",
                Set.of("catalog/*", "deletions/*", "samples/*", "series/*", "state/*", "tail/*"),
                "s3:DeleteObject",
                Set.of("catalog/*", "samples/*", "series/*", "tail/*", "state/metrics/*")));
  }

  /// Folders of the bucket by what a function may do to their objects.
  private static Map<String, Set<String>> objects(String name) {
    Map<String, Set<String>> folders = new TreeMap<>();
    for (Map<String, Object> statement : template.statementsOf(name)) {
      for (Object action : list(statement.get("Action"))) {
        if (action.toString().endsWith("Object")) {
          folders
              .computeIfAbsent(action.toString(), unused -> new TreeSet<>())
              .addAll(
                  list(statement.get("Resource")).stream()
                      .map(FirebucketStackTest::folder)
                      .toList());
        }
      }
    }
    return folders;
  }

  /// The part of an object's ARN after the bucket's.
  private static String folder(Object resource) {
    List<Object> parts = list(list(map(resource).get("Fn::Join")).get(1));
    return parts.getLast().toString().substring(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Scrape", "Push", "Query", "Rules", "Compact"})
  void aFunctionListsOnlyWhatItReads(String name) {
    Map<String, Object> statement =
        template.statementsOf(name).stream()
            .filter(s -> "List".equals(s.get("Sid")))
            .findFirst()
            .orElseThrow();
    Object prefixes = map(map(statement.get("Condition")).get("StringLike")).get("s3:prefix");

    assertThat(new TreeSet<>(list(prefixes))).isEqualTo(objects(name).get("s3:GetObject"));
  }

  @Test
  void timersFireTheFunctionsTheyAreNamedAfterAlignedToTheClock() {
    Map<String, Map<String, Object>> schedules = template.ofType("AWS::Scheduler::Schedule");
    assertThat(schedules).hasSize(3);
    schedules.forEach(
        (id, schedule) -> {
          String name = id.replaceAll("Schedules(Scrape|Rules|Compact).*", "$1");
          Map<String, Object> target = map(properties(schedule).get("Target"));
          assertThat(target.get("Arn")).isEqualTo(arn(template.functionId(name)));
          assertThat(target).containsKey("DeadLetterConfig");
          assertThat(properties(schedule).get("ScheduleExpression"))
              .isEqualTo(name.equals("Compact") ? "cron(0/30 * * * ? *)" : "cron(* * * * ? *)");
        });
  }

  @Test
  void theScrapeTimerSaysWhichMinuteAndAtWhatIntervalAndSharesOut() {
    assertThat(template.timerInput("Scrape"))
        .contains("\"time\":\"<aws.scheduler.scheduled-time>\"")
        .contains("\"interval\":60")
        .contains("\"shards\":1")
        .contains("\"fanOut\":true");
  }

  @Test
  void aShardThatIsScrapedEachMinuteNeedsNoQueue() {
    assertThat(template.ofType("AWS::Lambda::EventSourceMapping").keySet())
        .singleElement()
        .asString()
        .startsWith("Push");
    assertThat(template.variables("Scrape")).doesNotContainKey("FIREBUCKET_SCRAPE_QUEUE");
  }

  @Test
  void onlyPushAndQueryHaveUrlsAndBothAskForSignedRequests() {
    assertThat(template.variables("Push")).containsEntry("FIREBUCKET_AUTH", "none");
    Map<String, Map<String, Object>> urls = template.ofType("AWS::Lambda::Url");
    assertThat(urls.values())
        .hasSize(2)
        .allMatch(url -> "AWS_IAM".equals(properties(url).get("AuthType")));
    assertThat(urls.values().stream().map(url -> properties(url).get("TargetFunctionArn")))
        .containsExactlyInAnyOrder(
            arn(template.functionId("Push")), arn(template.functionId("Query")));
    assertThat(template.outputs()).containsKeys("PushUrl", "QueryUrl", "Bucket");
    assertThat(template.ofType("AWS::Lambda::Permission").values())
        .noneMatch(permission -> "*".equals(properties(permission).get("Principal")));
  }

  @Test
  void logsAreKeptForThirtyDays() {
    assertThat(template.ofType("AWS::Logs::LogGroup").values())
        .hasSize(5)
        .allMatch(
            group ->
                Integer.valueOf(30).equals(wholeNumber(properties(group).get("RetentionInDays"))));
  }

  @Test
  void nothingIsReservedSoThatANewAccountCanDeployIt() {
    assertThat(template.ofType("AWS::Lambda::Function").values())
        .noneMatch(function -> properties(function).containsKey("ReservedConcurrentExecutions"));
  }

  @Test
  void whatFailsOnATimerEndsInAQueue() {
    assertThat(template.ofType("AWS::Lambda::EventInvokeConfig").values())
        .hasSize(3)
        .allMatch(
            config -> properties(config).get("DestinationConfig").toString().contains("OnFailure"));
    assertThat(template.ofType("AWS::SQS::Queue").keySet())
        .filteredOn(id -> id.contains("Failures"))
        .hasSize(1);
  }

  @Test
  void limitsOfQueriesReachTheFunctionsThatEvaluateThem() {
    assertThat(template.variables("Query"))
        .containsEntry("FIREBUCKET_QUERY_MAX_SAMPLES", "50000000")
        .containsEntry("FIREBUCKET_QUERY_TIMEOUT", "120s")
        .containsEntry("FIREBUCKET_QUERY_MEMORY", "752MB")
        .containsEntry("FIREBUCKET_CACHE_BYTES", Long.toString((4096L - 128) << 20))
        .doesNotContainKey("FIREBUCKET_QUERY_MAX_BYTES");
    assertThat(template.variables("Rules"))
        .containsEntry("FIREBUCKET_QUERY_MEMORY", "512MB")
        .containsEntry("FIREBUCKET_CACHE_BYTES", Long.toString((2048L - 128) << 20));
    assertThat(wholeNumber(template.function("Query").get("Timeout"))).isEqualTo(130);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Scrape", "Push", "Query", "Rules", "Compact"})
  void theHeapLeavesRoomInTheMemoryThatIsPaidFor(String name) {
    String options = template.variables(name).get("JAVA_TOOL_OPTIONS").toString();
    int heap = Integer.parseInt(options.replaceAll(".*-Xmx(\\d+)m.*", "$1"));

    assertThat(heap).isBetween(400, wholeNumber(template.function(name).get("MemorySize")) - 280);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Scrape", "Push", "Query", "Rules", "Compact"})
  void nothingButTheRuntimeItselfStartsAFunctionByDefault(String name) {
    assertThat(template.variables(name)).doesNotContainKey("AWS_LAMBDA_EXEC_WRAPPER");
  }

  private static int wholeNumber(Object value) {
    return ((Number) value).intValue();
  }

  private static Map<String, Object> arn(String id) {
    return Map.of("Fn::GetAtt", List.of(id, "Arn"));
  }
}
