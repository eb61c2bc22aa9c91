package dev.firebucket.infra;

import static dev.firebucket.infra.Synthesized.list;
import static dev.firebucket.infra.Synthesized.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The alarms of a user who chooses nothing.
class AlarmsTest {
  private static Synthesized template;

  @BeforeAll
  static void synthesize(@TempDir Path repository, @TempDir Path output) {
    template = Synthesized.of(Map.of(), repository, output);
  }

  @Test
  void thereIsOneForEachFailureThatCanBeSeen() {
    assertThat(template.alarms().keySet())
        .containsExactlyInAnyOrder(
            "OldSamplesOrNoScrape",
            "ConfigProblemOrNoRules",
            "TailBacklogOrNoCompaction",
            "scrapeErrors",
            "rulesErrors",
            "compactErrors",
            "pushServerErrors",
            "queryServerErrors",
            "Throttles",
            "DeadLetters")
        .as("as many as an account has free")
        .hasSize(10);
  }

  @Test
  void eachTellsTheTopicWhenItBeginsAndWhenItEnds() {
    String topic = template.ofType("AWS::SNS::Topic").keySet().iterator().next();
    List<Object> told = List.of(Map.of("Ref", topic));

    assertThat(template.alarms().values())
        .allSatisfy(
            alarm -> {
              assertThat(alarm.get("AlarmActions")).isEqualTo(told);
              assertThat(alarm.get("OKActions")).isEqualTo(told);
              assertThat(alarm.get("AlarmDescription").toString()).hasSizeGreaterThan(40);
            });
    assertThat(template.outputs()).containsKey("AlarmTopic");
    assertThat(template.ofType("AWS::SNS::Subscription")).isEmpty();
  }

  /// The policy that demands TLS takes the place of the one by which alarms may publish.
  @Test
  void alarmsOfTheAccountMayPublishToTheTopic() {
    assertThat(template.ofType("AWS::SNS::TopicPolicy").values())
        .singleElement()
        .satisfies(
            policy ->
                assertThat(policy.toString())
                    .contains("cloudwatch.amazonaws.com")
                    .contains("sns:Publish")
                    .contains("aws:SourceAccount"));
  }

  @Test
  void aFunctionThatSaysNothingForThreeIntervalsIsSeen() {
    Map<String, String> printers =
        Map.of(
            "OldSamplesOrNoScrape",
            "Scrape",
            "TailBacklogOrNoCompaction",
            "Compact",
            "ConfigProblemOrNoRules",
            "Rules");
    printers.forEach(
        (name, function) -> {
          Map<String, Object> alarm = template.alarms().get(name);
          assertThat(alarm)
              .containsEntry("Namespace", "Firebucket")
              .containsEntry("TreatMissingData", "breaching")
              .containsEntry("ComparisonOperator", "GreaterThanThreshold");
          assertThat(number(alarm.get("EvaluationPeriods"))).isEqualTo(3);
          assertThat(number(alarm.get("Period"))).isEqualTo(function.equals("Compact") ? 1800 : 60);
          assertThat(dimension(alarm)).isEqualTo(Map.of("Ref", template.functionId(function)));
        });
    assertThat(template.alarms().get("OldSamplesOrNoScrape"))
        .containsEntry("MetricName", "NewestSampleAge");
    assertThat(number(template.alarms().get("OldSamplesOrNoScrape").get("Threshold")))
        .isEqualTo(120);
  }

  @Test
  void scrapesThatAreHoursApartHaveAnAlarmOfTheirTimer(
      @TempDir Path repository, @TempDir Path output) {
    Synthesized slow = Synthesized.of(Map.of("scrapeInterval", "6h"), repository, output);

    assertThat(slow.alarms()).hasSize(11);
    assertThat(slow.alarms().get("scrapeNotRunning"))
        .containsEntry("MetricName", "Invocations")
        .containsEntry("TreatMissingData", "breaching");
    assertThat(number(slow.alarms().get("OldSamples").get("Threshold"))).isEqualTo(64800);
  }

  @Test
  void throttlesAreThoseOfTheAccountWhichSharesItsConcurrency() {
    assertThat(template.alarms().get("Throttles"))
        .containsEntry("Namespace", "AWS/Lambda")
        .containsEntry("MetricName", "Throttles")
        .doesNotContainKey("Dimensions");
  }

  @Test
  void deadLettersAreCountedInTheQueueBecauseMovedMessagesDoNotCountAsSent() {
    assertThat(template.alarms().get("DeadLetters"))
        .containsEntry("MetricName", "ApproximateNumberOfMessagesVisible");
  }

  /// They are in nobody's hands but the queue's since their sender was told 204.
  @Test
  void whoIsToldOfDeadLettersMovesAcknowledgedRemoteWriteBackBeforePurging() {
    assertThat(template.alarms().get("DeadLetters").get("AlarmDescription").toString())
        .containsSubsequence("remote write", "start-message-move-task", "purge");
  }

  @Test
  void whoWantsNoneGetsNone(@TempDir Path repository, @TempDir Path output) {
    Synthesized quiet = Synthesized.of(Map.of("alarms", "false"), repository, output);

    assertThat(quiet.ofType("AWS::CloudWatch::Alarm")).isEmpty();
    assertThat(quiet.ofType("AWS::SNS::Topic")).isEmpty();
  }

  /// The value of the dimension `FunctionName`.
  private static Object dimension(Map<String, Object> alarm) {
    return list(alarm.get("Dimensions")).stream()
        .map(Synthesized::map)
        .filter(dimension -> "FunctionName".equals(dimension.get("Name")))
        .map(dimension -> map(dimension).get("Value"))
        .findFirst()
        .orElseThrow();
  }

  private static int number(Object value) {
    return ((Number) value).intValue();
  }
}
