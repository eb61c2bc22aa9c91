package dev.firebucket.infra;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/// Who watches the watcher: one alarm, by mail, when any timer function failed or could not be
/// called.
final class Alarms extends Construct {
  Alarms(Construct scope, Queue failures, String email) {
    super(scope, "Alarms");
    Topic topic = Topic.Builder.create(this, "Topic").enforceSsl(true).build();
    topic.addSubscription(new EmailSubscription(email));
    Alarm alarm =
        Alarm.Builder.create(this, "FailedRuns")
            .alarmDescription(
                "A Firebucket timer function failed or could not be called: the queue of failures holds its event and error")
            .metric(
                failures.metricNumberOfMessagesSent(
                    MetricOptions.builder().statistic("Sum").period(Duration.minutes(5)).build()))
            .threshold(1)
            .evaluationPeriods(1)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
            .treatMissingData(TreatMissingData.NOT_BREACHING)
            .build();
    alarm.addAlarmAction(new SnsAction(topic));
  }
}
