package dev.firebucket.infra;

import static dev.firebucket.infra.Synthesized.list;
import static dev.firebucket.infra.Synthesized.map;
import static dev.firebucket.infra.Synthesized.properties;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The template of a user who chooses everything.
class StackChoicesTest {
  private static Synthesized template;

  @BeforeAll
  static void synthesize(@TempDir Path repository, @TempDir Path output) {
    template =
        Synthesized.of(
            Map.ofEntries(
                Map.entry("bucketName", "metrics-of-mine"),
                Map.entry("configFile", "config/eu/prometheus.yml"),
                Map.entry("shards", "2"),
                Map.entry("scrapeInterval", "15"),
                Map.entry("architecture", "x86_64"),
                Map.entry("logRetentionDays", "7"),
                Map.entry("reserveConcurrency", "false"),
                Map.entry("alarmEmail", "ops@example.org"),
                Map.entry("vpc", "vpc-0123456789abcdef0"),
                Map.entry("subnets", "subnet-0123456789abcdef1,subnet-0123456789abcdef2"),
                Map.entry("securityGroups", "sg-0123456789abcdef0")),
            repository,
            output);
  }

  @Test
  void namesAndSizesAreThoseChosen() {
    assertThat(template.only("AWS::S3::Bucket")).containsEntry("BucketName", "metrics-of-mine");
    Map<String, Object> scrape = template.function("Scrape");
    assertThat(scrape.get("Architectures")).isEqualTo(List.of("x86_64"));
    assertThat(scrape.toString()).contains("config/eu/prometheus.yml");
    assertThat(scrape).doesNotContainKey("ReservedConcurrentExecutions");
    assertThat(template.ofType("AWS::Logs::LogGroup").values())
        .allMatch(group -> properties(group).get("RetentionInDays").toString().startsWith("7"));
  }

  @Test
  void targetsWithShortIntervalsAreScrapedByDelayedMessages() {
    List<Map<String, Object>> delayed =
        template.ofType("AWS::Scheduler::Schedule").entrySet().stream()
            .filter(entry -> entry.getKey().contains("Second"))
            .map(entry -> map(properties(entry.getValue()).get("Target")))
            .toList();

    assertThat(delayed)
        .hasSize(6)
        .allMatch(target -> target.get("Arn").toString().contains("aws-sdk:sqs:sendMessage"));
    assertThat(delayed.toString())
        .contains("\"DelaySeconds\":15")
        .contains("\"DelaySeconds\":30")
        .contains("\"DelaySeconds\":45");
    Map<String, Object> source = template.only("AWS::Lambda::EventSourceMapping");
    assertThat(source.get("FunctionName")).isEqualTo(Map.of("Ref", template.functionId("Scrape")));
    assertThat(template.allStatements())
        .allSatisfy(
            statement ->
                assertThat(
                        list(statement.get("Action")).contains("sqs:SendMessage")
                            && list(statement.get("Resource")).contains("*"))
                    .isFalse());
  }

  @Test
  void eachShardHasItsOwnTimer() {
    assertThat(template.ofType("AWS::Scheduler::Schedule").keySet())
        .anyMatch(id -> id.startsWith("SchedulesScrape0"))
        .anyMatch(id -> id.startsWith("SchedulesScrape1"))
        .hasSize(2 + 6 + 2);
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
  void anAlarmGoesToWhoeverWasNamed() {
    assertThat(template.only("AWS::SNS::Subscription"))
        .containsEntry("Endpoint", "ops@example.org");
    assertThat(template.only("AWS::CloudWatch::Alarm").get("AlarmActions")).isNotNull();
  }
}
