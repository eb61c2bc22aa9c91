package dev.firebucket.infra;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.eventsources.SqsEventSource;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/// The queue in which the push function gathers remote write. It fires the same function with as
/// many messages as came within the window, up to the 6 MB that a function is handed at a time;
/// those are one object.
///
/// What could not be stored is handed over again, an hour long; then it lies in the queue of
/// failures, from where it can be moved back.
final class GatheringQueue extends Construct {
  /// AWS's advice for queues that fire functions: six times the function's timeout, and the window.
  private static final int TIMEOUTS = 6;

  private static final int MOST_RECEIVES = 5;

  /// The most messages that a mapping hands over at a time.
  private static final int MOST_MESSAGES = 10_000;

  GatheringQueue(Construct scope, BucketFunction push, StackSettings settings, Queue failures) {
    super(scope, "GatheringQueue");
    int window = Math.toIntExact(settings.gathering().window().toSeconds());
    int visibility = TIMEOUTS * PushFunction.TIMEOUT.toSeconds().intValue() + window;
    Queue requests =
        Queue.Builder.create(this, "Requests")
            .encryption(QueueEncryption.SQS_MANAGED)
            .enforceSsl(true)
            .retentionPeriod(Duration.days(4))
            .visibilityTimeout(Duration.seconds(visibility))
            .deadLetterQueue(
                DeadLetterQueue.builder().queue(failures).maxReceiveCount(MOST_RECEIVES).build())
            .build();
    push.function().addEnvironment("FIREBUCKET_REMOTE_WRITE_QUEUE", requests.getQueueUrl());
    push.function().addEnvironment("FIREBUCKET_REMOTE_WRITE_GATHERING", window + "s");
    push.function()
        .addToRolePolicy(
            PolicyStatement.Builder.create()
                .sid("LayRequests")
                .actions(List.of("sqs:SendMessage"))
                .resources(List.of(requests.getQueueArn()))
                .build());
    push.live()
        .addEventSource(
            SqsEventSource.Builder.create(requests)
                .batchSize(MOST_MESSAGES)
                .maxBatchingWindow(Duration.seconds(window))
                .reportBatchItemFailures(true)
                .maxConcurrency(settings.concurrency().gatherersAtOnce())
                .build());
  }
}
