package dev.firebucket.infra;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.eventsources.SqsEventSource;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/// The queue over which one scrape run fires the others of its minute: a message for each shard and
/// each time of the grid, delayed until that time. Nothing sleeps on the bill, and shards are
/// messages, not resources.
///
/// The message of a run that fails becomes visible again when the visibility timeout has passed. It
/// is tried once more where its tick is not over by then, and moved to the queue of failures.
final class ScrapeQueue extends Construct {
  /// AWS's advice for queues that fire functions: six times the function's timeout.
  private static final Duration VISIBILITY =
      Duration.seconds(6 * ScrapeFunction.TIMEOUT.toSeconds().intValue());

  /// Long enough for a failed message to be moved, short enough that a backlog ends.
  private static final Duration RETENTION = Duration.hours(1);

  ScrapeQueue(Construct scope, BucketFunction scrape, StackSettings settings, Queue failures) {
    super(scope, "ScrapeQueue");
    ScrapeTiming timing = settings.scrape();
    Queue ticks =
        Queue.Builder.create(this, "Ticks")
            .encryption(QueueEncryption.SQS_MANAGED)
            .enforceSsl(true)
            .retentionPeriod(RETENTION)
            .visibilityTimeout(VISIBILITY)
            .deadLetterQueue(
                DeadLetterQueue.builder()
                    .queue(failures)
                    .maxReceiveCount(isOverWhenTriedAgain(timing) ? 1 : 2)
                    .build())
            .build();
    scrape.function().addEnvironment("FIREBUCKET_SCRAPE_QUEUE", ticks.getQueueUrl());
    scrape
        .function()
        .addToRolePolicy(
            PolicyStatement.Builder.create()
                .sid("LayTicks")
                .actions(List.of("sqs:SendMessage"))
                .resources(List.of(ticks.getQueueArn()))
                .build());
    scrape
        .live()
        .addEventSource(
            SqsEventSource.Builder.create(ticks)
                .batchSize(1)
                .reportBatchItemFailures(true)
                .maxConcurrency(settings.concurrency().atOnce(timing))
                .build());
  }

  private static boolean isOverWhenTriedAgain(ScrapeTiming timing) {
    return timing.seconds() <= VISIBILITY.toSeconds().longValue();
  }
}
