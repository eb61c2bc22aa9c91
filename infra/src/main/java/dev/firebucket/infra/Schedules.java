package dev.firebucket.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.EventInvokeConfigOptions;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.destinations.SqsDestination;
import software.amazon.awscdk.services.lambda.eventsources.SqsEventSource;
import software.amazon.awscdk.services.scheduler.ContextAttribute;
import software.amazon.awscdk.services.scheduler.IScheduleTarget;
import software.amazon.awscdk.services.scheduler.Schedule;
import software.amazon.awscdk.services.scheduler.ScheduleExpression;
import software.amazon.awscdk.services.scheduler.ScheduleTargetInput;
import software.amazon.awscdk.services.scheduler.targets.LambdaInvoke;
import software.amazon.awscdk.services.scheduler.targets.Universal;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/// The timers: EventBridge Scheduler fires scrape and rules each minute, compaction each ten
/// minutes.
///
/// The scheduler's smallest rate is a minute. Shorter scrape intervals come from messages that it
/// lays, each minute, into a queue with a delay of 15, 30 … seconds: no function ever sleeps.
final class Schedules extends Construct {
  private static final Duration MINUTE = Duration.minutes(1);

  private final Queue failures;

  Schedules(Construct scope) {
    super(scope, "Schedules");
    failures =
        Queue.Builder.create(this, "Failures")
            .encryption(QueueEncryption.SQS_MANAGED)
            .enforceSsl(true)
            .retentionPeriod(Duration.days(4))
            .build();
  }

  /// Where events end whose function failed or could not be called.
  Queue failures() {
    return failures;
  }

  /// Fires the scrape function for each shard, each minute and as often in between as the settings
  /// say. A scrape that was missed is not made up for: the next one comes soon enough.
  void scrape(Function function, StackSettings settings) {
    failLoudly(function, 0, MINUTE);
    for (int shard = 0; shard < settings.shards(); shard++) {
      timer(
          "Scrape" + shard,
          MINUTE,
          LambdaInvoke.Builder.create(function)
              .input(ScheduleTargetInput.fromObject(scrapeEvent(shard, settings, 0)))
              .retryAttempts(0)
              .maxEventAge(MINUTE)
              .deadLetterQueue(failures)
              .build());
    }
    if (settings.scrapeIntervalSeconds() < 60) {
      scrapeWithinTheMinute(function, settings);
    }
  }

  /// Evaluates the rules each minute.
  void rules(Function function) {
    failLoudly(function, 0, MINUTE);
    timer("Rules", MINUTE, everyTime(function, 0));
  }

  /// Compacts each ten minutes. Running it again is always safe, so it is tried again.
  void compact(Function function) {
    failLoudly(function, 1, Duration.minutes(10));
    timer("Compact", Duration.minutes(10), everyTime(function, 2));
  }

  private IScheduleTarget everyTime(Function function, int retries) {
    return LambdaInvoke.Builder.create(function)
        .input(ScheduleTargetInput.fromObject(Map.of("time", ContextAttribute.getScheduledTime())))
        .retryAttempts(retries)
        .maxEventAge(MINUTE)
        .deadLetterQueue(failures)
        .build();
  }

  private void scrapeWithinTheMinute(Function function, StackSettings settings) {
    Queue ticks =
        Queue.Builder.create(this, "Ticks")
            .encryption(QueueEncryption.SQS_MANAGED)
            .enforceSsl(true)
            .retentionPeriod(MINUTE)
            // At least the function's timeout, so that no message is delivered twice while it runs.
            .visibilityTimeout(ScrapeFunction.TIMEOUT)
            .build();
    function.addEventSource(SqsEventSource.Builder.create(ticks).batchSize(1).build());
    int interval = settings.scrapeIntervalSeconds();
    for (int shard = 0; shard < settings.shards(); shard++) {
      for (int second = interval; second < 60; second += interval) {
        timer(
            "Scrape" + shard + "Second" + second, MINUTE, delayed(ticks, shard, settings, second));
      }
    }
  }

  private IScheduleTarget delayed(Queue ticks, int shard, StackSettings settings, int second) {
    return Universal.Builder.create()
        .service("sqs")
        .action("sendMessage")
        .input(
            ScheduleTargetInput.fromObject(
                Map.of(
                    "QueueUrl", ticks.getQueueUrl(),
                    "DelaySeconds", second,
                    "MessageBody",
                        Stack.of(this).toJsonString(scrapeEvent(shard, settings, second)))))
        .policyStatements(
            List.of(
                PolicyStatement.Builder.create()
                    .actions(List.of("sqs:SendMessage"))
                    .resources(List.of(ticks.getQueueArn()))
                    .build()))
        .retryAttempts(0)
        .maxEventAge(MINUTE)
        .deadLetterQueue(failures)
        .build();
  }

  /// What a run of the scrape function is told: its share of the targets, the minute it was fired
  /// for and the seconds since.
  private static Map<String, Object> scrapeEvent(int shard, StackSettings settings, int second) {
    return Map.of(
        "shard", shard,
        "shards", settings.shards(),
        "time", ContextAttribute.getScheduledTime(),
        "second", second,
        "interval", settings.scrapeIntervalSeconds());
  }

  private void timer(String name, Duration every, IScheduleTarget target) {
    Schedule.Builder.create(this, name)
        .schedule(ScheduleExpression.rate(every))
        .target(target)
        .build();
  }

  private void failLoudly(Function function, int retries, Duration maxAge) {
    function.configureAsyncInvoke(
        EventInvokeConfigOptions.builder()
            .retryAttempts(retries)
            .maxEventAge(maxAge)
            .onFailure(new SqsDestination(failures))
            .build());
  }
}
