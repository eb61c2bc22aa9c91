package dev.firebucket.lambda.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firebucket.ingest.gathering.GatheredRequests;
import dev.firebucket.ingest.gathering.QueuedMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Messages of the queue, in the envelope in which Lambda hands them over.
///
/// Those that are not stored are named in the answer (`ReportBatchItemFailures`), and SQS hands
/// them over again; where none is stored the invocation fails, which Lambda counts, and SQS hands
/// over all.
///
/// Source:
/// <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting>
final class GatheredEvents {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RECORDS = "Records";

  private final GatheredRequests requests;

  GatheredEvents(GatheredRequests requests) {
    this.requests = requests;
  }

  /// Stores what an envelope holds.
  ///
  /// @return Lambda's answer: the messages that are not stored
  /// @throws IllegalArgumentException for records of another service
  /// @throws IOException when it is no envelope, or nothing of it could be stored
  byte[] store(byte[] event) throws IOException {
    List<QueuedMessage> messages = messages(JSON.readTree(event));
    List<String> failed = requests.store(messages);
    if (!messages.isEmpty() && failed.size() == messages.size()) {
      throw new IOException(
          "none of %d requests from the queue could be stored; the lines before say why"
              .formatted(messages.size()));
    }
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode items = answer.putArray("batchItemFailures");
    failed.forEach(id -> items.addObject().put("itemIdentifier", id));
    return JSON.writeValueAsBytes(answer);
  }

  private static List<QueuedMessage> messages(JsonNode event) {
    List<QueuedMessage> messages = new ArrayList<>();
    for (JsonNode message : event.path(RECORDS)) {
      String source = message.path("eventSource").asText();
      if (!source.equals("aws:sqs")) {
        throw new IllegalArgumentException(
            "records of '%s' are none of ours: the push function takes messages of its queue of remote write"
                .formatted(source));
      }
      messages.add(
          new QueuedMessage(message.path("messageId").asText(), message.path("body").asText()));
    }
    return messages;
  }
}
