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
            "scrapeNotRunning",
            "rulesNotRunning",
            "compactNotRunning",
            "scrapeErrors",
            "rulesErrors",
            "compactErrors",
            "scrapeThrottles",
            "pushThrottles",
            "queryThrottles",
            "rulesThrottles",
            "compactThrottles",
            "pushServerErrors",
            "queryServerErrors",
            "OldSamples",
            "TailBacklog",
            "ConfigProblem",
            "DeadLetters");
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
  void aTimerThatDoesNotFireForThreeIntervalsIsSeenAlthoughNothingCounts() {
    for (String name : List.of("scrape", "rules", "compact")) {
      Map<String, Object> alarm = template.alarms().get(name + "NotRunning");

      assertThat(alarm)
          .containsEntry("MetricName", "Invocations")
          .containsEntry("TreatMissingData", "breaching")
          .containsEntry("ComparisonOperator", "LessThanThreshold");
      assertThat(number(alarm.get("EvaluationPeriods"))).isEqualTo(3);
      assertThat(number(alarm.get("Period"))).isEqualTo(name.equals("compact") ? 1800 : 60);
      assertThat(dimension(alarm))
          .isEqualTo(
              Map.of(
                  "Ref",
                  template.functionId(Character.toUpperCase(name.charAt(0)) + name.substring(1))));
    }
  }

  @Test
  void theMetricsOfFirebucketAreLookedUpWhereTheFunctionsWriteThem() {
    Map<String, String> printers =
        Map.of("OldSamples", "Scrape", "TailBacklog", "Compact", "ConfigProblem", "Rules");
    printers.forEach(
        (name, function) -> {
          Map<String, Object> alarm = template.alarms().get(name);
          assertThat(alarm).containsEntry("Namespace", "Firebucket");
          assertThat(dimension(alarm)).isEqualTo(Map.of("Ref", template.functionId(function)));
        });
    assertThat(template.alarms().get("OldSamples")).containsEntry("MetricName", "NewestSampleAge");
    assertThat(number(template.alarms().get("OldSamples").get("Threshold"))).isEqualTo(180);
  }

  @Test
  void deadLettersAreCountedInTheQueueBecauseMovedMessagesDoNotCountAsSent() {
    assertThat(template.alarms().get("DeadLetters"))
        .containsEntry("MetricName", "ApproximateNumberOfMessagesVisible");
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
