package dev.firebucket.lambda.scrape;

import dev.firebucket.ingest.event.DelayedRun;
import dev.firebucket.ingest.event.RunQueue;
import dev.firebucket.lambda.queue.SqsClients;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/// A queue of SQS: delayed messages, ten to a request, requests side by side.
///
/// A request may fail in part
/// (<https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html>):
/// each message that was not taken is named.
final class SqsRunQueue implements RunQueue, AutoCloseable {
  private static final int OF_A_REQUEST = 10;

  private final SqsAsyncClient client;
  private final String url;

  private SqsRunQueue(SqsAsyncClient client, String url) {
    this.client = client;
    this.url = url;
  }

  /// @param url of the queue
  /// @param endpoint of an SQS other than AWS
  static SqsRunQueue open(URI url, Optional<URI> endpoint) {
    return new SqsRunQueue(SqsClients.open("FIREBUCKET_SCRAPE_QUEUE", endpoint), url.toString());
  }

  /// A request under way.
  private record Sent(List<DelayedRun> runs, CompletableFuture<SendMessageBatchResponse> answer) {}

  @Override
  public List<Refused> lay(List<DelayedRun> runs) throws InterruptedException {
    List<Sent> requests = new ArrayList<>();
    for (int from = 0; from < runs.size(); from += OF_A_REQUEST) {
      List<DelayedRun> some = runs.subList(from, Math.min(runs.size(), from + OF_A_REQUEST));
      requests.add(new Sent(some, send(some)));
    }
    List<Refused> refused = new ArrayList<>();
    for (Sent request : requests) {
      refused.addAll(refused(request));
    }
    return refused;
  }

  private CompletableFuture<SendMessageBatchResponse> send(List<DelayedRun> runs) {
    List<SendMessageBatchRequestEntry> messages = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      messages.add(
          SendMessageBatchRequestEntry.builder()
              .id(Integer.toString(i))
              .messageBody(RunMessage.of(runs.get(i).round()))
              .delaySeconds(Math.toIntExact(runs.get(i).delay().toSeconds()))
              .build());
    }
    return client.sendMessageBatch(request -> request.queueUrl(url).entries(messages));
  }

  private List<Refused> refused(Sent request) throws InterruptedException {
    try {
      return request.answer().get().failed().stream()
          .map(failed -> refused(request.runs(), failed))
          .toList();
    } catch (ExecutionException failed) {
      // The client has tried again already.
      String reason = String.valueOf(failed.getCause());
      return request.runs().stream().map(run -> new Refused(run, reason, false)).toList();
    }
  }

  private static Refused refused(List<DelayedRun> runs, BatchResultErrorEntry failed) {
    return new Refused(
        runs.get(Integer.parseInt(failed.id())),
        failed.code() + ": " + failed.message(),
        !Boolean.TRUE.equals(failed.senderFault()));
  }

  @Override
  public void close() {
    client.close();
  }
}
