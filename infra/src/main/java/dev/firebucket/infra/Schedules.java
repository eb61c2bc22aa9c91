package dev.firebucket.infra;

import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.lambda.EventInvokeConfigOptions;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.lambda.destinations.SqsDestination;
import software.amazon.awscdk.services.scheduler.ContextAttribute;
import software.amazon.awscdk.services.scheduler.Schedule;
import software.amazon.awscdk.services.scheduler.ScheduleExpression;
import software.amazon.awscdk.services.scheduler.ScheduleTargetInput;
import software.amazon.awscdk.services.scheduler.targets.LambdaInvoke;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/// The timers: EventBridge Scheduler fires scrape and rules at each full minute, compaction at each
/// tenth or thirtieth. Cron expressions are aligned to the clock, where rates begin when they are
/// created.
///
/// One schedule each, whatever the interval and the shards: [ScrapeQueue] has the scrapes in
/// between.
final class Schedules extends Construct {
  private static final Duration MINUTE = Duration.minutes(1);

  /// The longest that Lambda keeps an event for another try.
  private static final Duration LONGEST_EVENT_AGE = Duration.hours(6);

  private static final String EACH_MINUTE = "cron(* * * * ? *)";

  private final Queue failures;

  Schedules(Construct scope) {
    super(scope, "Schedules");
    failures =
        Queue.Builder.create(this, "Failures")
            .encryption(QueueEncryption.SQS_MANAGED)
            .enforceSsl(true)
            .retentionPeriod(Duration.days(14))
            .build();
  }

  /// Where events end whose function failed or could not be called.
  Queue failures() {
    return failures;
  }

  /// Fires the scrape function at each minute. That run scrapes the first shard and lays a message
  /// for each other run of the minute into the queue. Lambda tries a failed run again after a
  /// minute: that helps where its tick is not over by then.
  void scrape(IFunction function, ScrapeTiming timing) {
    long tick = timing.seconds();
    failLoudly(
        function,
        tick > MINUTE.toSeconds().longValue() ? 1 : 0,
        Duration.seconds(Math.clamp(tick, 60, LONGEST_EVENT_AGE.toSeconds().longValue())));
    timer(
        "Scrape",
        EACH_MINUTE,
        function,
        Map.of(
            "time",
            ContextAttribute.getScheduledTime(),
            "interval",
            timing.seconds(),
            "shards",
            timing.shards(),
            "fanOut",
            true),
        0);
  }

  /// Evaluates the rules each minute.
  void rules(IFunction function) {
    failLoudly(function, 0, MINUTE);
    timer("Rules", EACH_MINUTE, function, planned(), 0);
  }

  /// Compacts, see [ScrapeTiming#compaction()]. Running it again is always safe, so it is tried
  /// again.
  void compact(IFunction function, ScrapeTiming timing) {
    long minutes = timing.compaction().toMinutes();
    failLoudly(function, 1, Duration.minutes(minutes));
    timer("Compact", "cron(0/%d * * * ? *)".formatted(minutes), function, planned(), 2);
  }

  private static Map<String, Object> planned() {
    return Map.of("time", ContextAttribute.getScheduledTime());
  }

  private void timer(
      String name, String cron, IFunction function, Map<String, Object> event, int retries) {
    Schedule.Builder.create(this, name)
        .schedule(ScheduleExpression.expression(cron))
        .target(
            LambdaInvoke.Builder.create(function)
                .input(ScheduleTargetInput.fromObject(event))
                .retryAttempts(retries)
                .maxEventAge(MINUTE)
                .deadLetterQueue(failures)
                .build())
        .build();
  }

  private void failLoudly(IFunction function, int retries, Duration maxAge) {
    function.configureAsyncInvoke(
        EventInvokeConfigOptions.builder()
            .retryAttempts(retries)
            .maxEventAge(maxAge)
            .onFailure(new SqsDestination(failures))
            .build());
  }
}
