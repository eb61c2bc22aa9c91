package dev.firebucket.lambda.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firebucket.config.memory.ByteBudget;
import dev.firebucket.ingest.gathering.GatheredRequests;
import dev.firebucket.ingest.gathering.GatheringMetrics;
import dev.firebucket.ingest.gathering.GatheringOptions;
import dev.firebucket.ingest.gathering.QueueBeforeStore;
import dev.firebucket.ingest.remotewrite.RemoteWriteReceiver;
import dev.firebucket.ingest.remotewrite.RemoteWriteRequest;
import dev.firebucket.lambda.start.EventJson;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.testing.RemoteWriteBody;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Messages of the queue in the envelope in which Lambda hands them over.
class GatheredEventsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Instant.parse("2026-11-29T18:00:00Z");

  private final List<String> queued = new ArrayList<>();
  private final List<List<SampleBatch>> objects = new ArrayList<>();
  private final GatheringMetrics metrics = new GatheringMetrics();
  private boolean refusing;

  private final RemoteWriteReceiver receiver =
      new RemoteWriteReceiver(
          Clock.fixed(NOW, ZoneOffset.UTC),
          new QueueBeforeStore(
              queued::add,
              this::store,
              new GatheringOptions(Duration.ofSeconds(10), 256 * 1024),
              InstantSource.fixed(NOW),
              metrics),
          ByteBudget.ofHeap());
  private final GatheredEvents events =
      new GatheredEvents(
          new GatheredRequests(receiver, this::store, InstantSource.fixed(NOW), metrics));

  private void store(List<SampleBatch> batches) throws IOException {
    if (refusing) {
      throw new IOException("503 Slow Down");
    }
    objects.add(batches);
  }

  private static Map<?, ?> read(byte[] envelope) throws IOException {
    return (Map<?, ?>) EventJson.read(envelope);
  }

  @BeforeEach
  void takeSome() throws Exception {
    for (String job : List.of("at-once", "a", "b")) {
      SampleBatch batch = new SampleBatch();
      batch.append(LabelSet.of("__name__", "up", "job", job), NOW.toEpochMilli(), 1);
      receiver.receive(
          new RemoteWriteRequest("application/x-protobuf", "snappy", RemoteWriteBody.of(batch)));
    }
    objects.clear();
  }

  private static byte[] envelope(String source, List<String> bodies) {
    ObjectNode event = JSON.createObjectNode();
    ArrayNode records = event.putArray("Records");
    for (int i = 0; i < bodies.size(); i++) {
      ObjectNode message = records.addObject();
      message.put("messageId", "m" + i).put("receiptHandle", "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a");
      message.put("body", bodies.get(i));
      message
          .putObject("attributes")
          .put("ApproximateReceiveCount", "1")
          .put("SentTimestamp", "1795370400000");
      message.putObject("messageAttributes");
      message
          .put("md5OfBody", "e4e68fb7bd0e697a0ae8f1bb342846b3")
          .put("eventSource", source)
          .put("eventSourceARN", "arn:aws:sqs:us-east-1:123456789012:requests")
          .put("awsRegion", "us-east-1");
    }
    return event.toString().getBytes(UTF_8);
  }

  private static byte[] envelope(List<String> bodies) {
    return envelope("aws:sqs", bodies);
  }

  private String stored(List<String> bodies) throws IOException {
    return new String(events.store(read(envelope(bodies))), UTF_8);
  }

  @Test
  void allMessagesOfAnEnvelopeAreOneObject() throws Exception {
    assertThat(stored(queued)).isEqualTo("{\"batchItemFailures\":[]}");
    assertThat(objects).singleElement().satisfies(one -> assertThat(one).hasSize(2));
  }

  @Test
  void aPoisonousMessageIsNamedAndTheOthersAreStored() throws Exception {
    assertThat(stored(List.of(queued.get(0), "{\"shard\":1}", queued.get(1))))
        .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m1\"}]}");
    assertThat(objects).singleElement().satisfies(one -> assertThat(one).hasSize(2));
  }

  @Test
  void anInvocationThatStoresNothingFailsSoThatLambdaCountsIt() {
    refusing = true;

    assertThatThrownBy(() -> events.store(read(envelope(queued))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none of 2 requests from the queue could be stored");
  }

  @Test
  void recordsOfAnotherServiceAreRefused() {
    assertThatThrownBy(() -> events.store(read(envelope("aws:kinesis", queued))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("records of 'aws:kinesis' are none of ours");
  }
}
