package dev.firebucket.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/// Who watches the watcher: alarms of CloudWatch, which work when nothing of Firebucket does. All
/// go to one topic.
///
/// Most read metrics that AWS counts anyway. Three read lines that functions write into their logs
/// (embedded metric format, namespace `Firebucket`): `NewestSampleAge` of each scrape,
/// `ConfigProblem` of each tick of the rules, `TailBacklog` of each compaction. Where such a line
/// does not come, the function does not run: the same alarm goes off. So there are ten, as many as
/// an account has free.
final class Alarms extends Construct {
  private static final String NAMESPACE = "Firebucket";
  private static final Duration MINUTE = Duration.minutes(1);
  private static final Duration FIVE_MINUTES = Duration.minutes(5);

  /// Objects of `tail/` that compaction left behind: more than a page of a listing, which each
  /// query and each tick of the rules pays for.
  private static final int MOST_TAIL_OBJECTS = 1000;

  /// Answers with a status of 500 or more in five minutes: one may be a query that took too long.
  private static final int MOST_SERVER_ERRORS = 5;

  /// Three intervals of this length are within a day, which is as far as CloudWatch looks.
  private static final long MOST_MINUTES = 60;

  private final Topic topic;
  private final Duration compaction;

  /// @param compaction how often it runs
  Alarms(Construct scope, Watching watching, java.time.Duration compaction) {
    super(scope, "Alarms");
    this.compaction = Duration.minutes(compaction.toMinutes());
    topic = Topic.Builder.create(this, "Topic").enforceSsl(true).build();
    topic.addToResourcePolicy(alarmsOfThisAccount());
    watching.alarmEmail().ifPresent(email -> topic.addSubscription(new EmailSubscription(email)));
    CfnOutput.Builder.create(scope, "AlarmTopic")
        .description("Where the alarms go; subscribe to it who shall know")
        .value(topic.getTopicArn())
        .build();
  }

  /// A policy of its own, which TLS needs, takes the place of the one that lets alarms publish.
  private PolicyStatement alarmsOfThisAccount() {
    return PolicyStatement.Builder.create()
        .sid("AlarmsPublish")
        .effect(Effect.ALLOW)
        .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
        .actions(List.of("sns:Publish"))
        .resources(List.of(topic.getTopicArn()))
        .conditions(
            Map.of("StringEquals", Map.of("aws:SourceAccount", Stack.of(this).getAccount())))
        .build();
  }

  /// Watches scrape: whether its timer fires, its runs succeed, and samples arrive. It says after
  /// each run how old the newest sample is that it has stored; when it says nothing, it does not
  /// run.
  void watchScrape(Function scrape, ScrapeTiming timing) {
    long minutes = (timing.seconds() + 59) / 60;
    if (minutes <= MOST_MINUTES) {
      add(
          "OldSamplesOrNoScrape",
          "The Firebucket function 'scrape' has stored nothing newer than %d s for three intervals, or has not run at all: see its log, its schedule and its concurrency"
              .formatted(60 * (minutes + 1)),
          own("NewestSampleAge", scrape, "Maximum", Duration.minutes(minutes)),
          silence(60.0 * (minutes + 1)));
    } else {
      // CloudWatch looks back for days at most: the timer is watched by its own pace, each minute.
      add(
          "scrapeNotRunning",
          "The Firebucket function 'scrape' has not run for three minutes: see its schedule and its"
              + " concurrency",
          scrape.metricInvocations(over("Sum", MINUTE)),
          new Limit(1, 3, ComparisonOperator.LESS_THAN_THRESHOLD, TreatMissingData.BREACHING));
      add(
          "OldSamples",
          "The newest sample that the Firebucket function 'scrape' has stored is older than three"
              + " intervals: its log says why",
          own("NewestSampleAge", scrape, "Maximum", FIVE_MINUTES),
          new Limit(
              3.0 * timing.seconds(),
              1,
              ComparisonOperator.GREATER_THAN_THRESHOLD,
              TreatMissingData.NOT_BREACHING));
    }
    watchErrors("scrape", scrape);
  }

  /// Watches rules: whether the timer fires, runs succeed, and the newest configuration and rules
  /// could be loaded. Each tick says whether they could.
  void watchRules(Function rules) {
    add(
        "ConfigProblemOrNoRules",
        "The newest prometheus.yml or rule files in the bucket of Firebucket are wrong, and older"
            + " ones are still in use: ./firebucket check config says where. Or the function"
            + " 'rules' has not run for three minutes: see its log, its schedule and its"
            + " concurrency",
        own("ConfigProblem", rules, "Maximum", MINUTE),
        silence(0));
    watchErrors("rules", rules);
  }

  /// Watches compaction: whether the timer fires, runs succeed, and it keeps up. Each run says what
  /// it left.
  void watchCompaction(Function compact) {
    add(
        "TailBacklogOrNoCompaction",
        "Compaction leaves more than %d fresh objects in tail/ of Firebucket's bucket, three times in a row: give it more memory (compactMemory). Or the function 'compact' has not run for three of its intervals: see its log, its schedule and its concurrency"
            .formatted(MOST_TAIL_OBJECTS),
        own("TailBacklog", compact, "Minimum", compaction),
        silence(MOST_TAIL_OBJECTS));
    watchErrors("compact", compact);
  }

  private void watchErrors(String name, Function function) {
    add(
        name + "Errors",
        "A run of the Firebucket function '%s' failed: its log says why".formatted(name),
        function.metricErrors(over("Sum", FIVE_MINUTES)),
        Limit.reached(1));
  }

  /// Watches the functions behind URLs.
  void watchUrls(Function push, Function query) {
    watchUrl("push", push);
    watchUrl("query", query);
  }

  private void watchUrl(String name, Function function) {
    add(
        name + "ServerErrors",
        "The URL of the Firebucket function '%s' answers with a status of 500 or more: its log says why"
            .formatted(name),
        Metric.Builder.create()
            .namespace("AWS/Lambda")
            .metricName("Url5xxCount")
            .dimensionsMap(Map.of("FunctionName", function.getFunctionName()))
            .statistic("Sum")
            .period(FIVE_MINUTES)
            .build(),
        Limit.reached(MOST_SERVER_ERRORS));
  }

  /// Watches whether AWS refuses runs. One alarm for all functions of the account: they share its
  /// concurrency, so that the function that was refused is seldom the one that took too much.
  void watchThrottles() {
    add(
        "Throttles",
        "AWS refused runs of functions in this account and region: too many at a time for the"
            + " account (accountConcurrency) or for what is reserved. Firebucket's may be among"
            + " them; the metric Throttles of each function says whose",
        Metric.Builder.create()
            .namespace("AWS/Lambda")
            .metricName("Throttles")
            .statistic("Sum")
            .period(FIVE_MINUTES)
            .build(),
        Limit.reached(1));
  }

  /// Watches the queue of failed events. It stays in alarm until somebody has emptied the queue.
  void watchFailures(Queue failures) {
    add(
        "DeadLetters",
        "The queue of failures holds events of Firebucket whose function failed or could not be"
            + " called. Some may be requests of remote write that were acknowledged: move those"
            + " back first (aws sqs start-message-move-task, see infra/README.md), then read the"
            + " rest and purge the queue",
        failures.metricApproximateNumberOfMessagesVisible(over("Maximum", FIVE_MINUTES)),
        Limit.reached(1));
  }

  private static Metric own(String name, Function function, String statistic, Duration period) {
    return Metric.Builder.create()
        .namespace(NAMESPACE)
        .metricName(name)
        .dimensionsMap(Map.of("FunctionName", function.getFunctionName()))
        .statistic(statistic)
        .period(period)
        .build();
  }

  /// A function's own word is above a limit, or is not heard, three times in a row.
  private static Limit silence(double limit) {
    return new Limit(
        limit, 3, ComparisonOperator.GREATER_THAN_THRESHOLD, TreatMissingData.BREACHING);
  }

  private static MetricOptions over(String statistic, Duration period) {
    return MetricOptions.builder().statistic(statistic).period(period).build();
  }

  private void add(String id, String description, IMetric metric, Limit limit) {
    Alarm alarm =
        Alarm.Builder.create(this, id)
            .alarmDescription(description)
            .metric(metric)
            .threshold(limit.threshold())
            .evaluationPeriods(limit.periods())
            .comparisonOperator(limit.comparison())
            .treatMissingData(limit.missing())
            .build();
    SnsAction tell = new SnsAction(topic);
    alarm.addAlarmAction(tell);
    alarm.addOkAction(tell);
  }

  /// When an alarm goes off.
  ///
  /// @param periods how many in a row
  private record Limit(
      double threshold, int periods, ComparisonOperator comparison, TreatMissingData missing) {
    static Limit reached(double threshold) {
      return new Limit(
          threshold,
          1,
          ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
          TreatMissingData.NOT_BREACHING);
    }
  }
}
