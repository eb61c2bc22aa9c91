package dev.firebucket.lambda.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.firebucket.ingest.event.DelayedRun;
import dev.firebucket.ingest.event.PlannedRound;
import dev.firebucket.ingest.event.RunQueue;
import dev.firebucket.lambda.queue.SqsClients;
import dev.firebucket.storage.testing.S3TestEndpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;

@Timeout(180)
final class SqsRunQueueTest {
  private static final Instant TIME = Instant.parse("2026-11-29T18:00:00Z");

  @BeforeAll
  static void credentials() {
    System.setProperty("aws.accessKeyId", System.getProperty("aws.accessKeyId", "test"));
    System.setProperty("aws.secretAccessKey", System.getProperty("aws.secretAccessKey", "test"));
  }

  private static List<DelayedRun> runs(int count) {
    List<DelayedRun> runs = new ArrayList<>();
    for (int shard = 0; shard < count; shard++) {
      runs.add(
          new DelayedRun(
              PlannedRound.of(TIME, Duration.ofSeconds(15), shard, count), Duration.ZERO));
    }
    return runs;
  }

  @Test
  void everyRunBecomesAMessage() throws Exception {
    URI endpoint = S3TestEndpoint.localStack().uri();
    try (SqsAsyncClient client = SqsClients.open("QUEUE", Optional.of(endpoint))) {
      String url = client.createQueue(queue -> queue.queueName("ticks")).join().queueUrl();
      List<DelayedRun> runs = runs(25);
      try (SqsRunQueue queue = SqsRunQueue.open(URI.create(url), Optional.of(endpoint))) {
        assertThat(queue.lay(runs)).isEmpty();
      }
      List<String> bodies = new ArrayList<>();
      for (int i = 0; i < 50 && bodies.size() < runs.size(); i++) {
        client
            .receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(10))
            .join()
            .messages()
            .forEach((Message message) -> bodies.add(message.body()));
      }
      assertThat(bodies)
          .containsExactlyInAnyOrderElementsOf(
              runs.stream().map(run -> RunMessage.of(run.round())).toList());
    }
  }

  /// A queue that gives one answer to each request.
  private static List<RunQueue.Refused> answered(int status, String body, int runs)
      throws IOException, InterruptedException {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    server.start();
    URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    try (SqsRunQueue queue =
        SqsRunQueue.open(endpoint.resolve("/000000000000/ticks"), Optional.of(endpoint))) {
      return queue.lay(runs(runs));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aMessageThatIsNotTakenIsNamedAndMayBeTriedAgainUnlessItIsOurFault() throws Exception {
    String failed = "{\"Id\":\"%d\",\"Code\":\"%s\",\"Message\":\"sorry\",\"SenderFault\":%b}";
    List<RunQueue.Refused> refused =
        answered(
            200,
            "{\"Successful\":[],\"Failed\":[%s,%s]}"
                .formatted(
                    failed.formatted(0, "InternalError", false),
                    failed.formatted(1, "InvalidParameterValue", true)),
            2);
    assertThat(refused)
        .extracting(one -> one.run().round().shard() + " " + one.reason() + " " + one.again())
        .containsExactly("0 InternalError: sorry true", "1 InvalidParameterValue: sorry false");
  }

  @Test
  void aQueueThatDoesNotAnswerTakesNone() throws Exception {
    List<RunQueue.Refused> refused = answered(500, "{}", 12);
    assertThat(refused).hasSize(12).noneMatch(RunQueue.Refused::again);
    assertThat(refused.getFirst().reason()).contains("500");
  }
}
