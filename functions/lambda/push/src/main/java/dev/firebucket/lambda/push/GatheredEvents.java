package dev.firebucket.lambda.push;

import dev.firebucket.ingest.gathering.GatheredRequests;
import dev.firebucket.ingest.gathering.QueuedMessage;
import dev.firebucket.lambda.start.EventJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Messages of the queue, in the envelope in which Lambda hands them over.
///
/// Those that are not stored are named in the answer (`ReportBatchItemFailures`), and SQS hands
/// them over again; where none is stored the invocation fails, which Lambda counts, and SQS hands
/// over all.
///
/// Source:
/// <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting>
final class GatheredEvents {
  private final GatheredRequests requests;

  GatheredEvents(GatheredRequests requests) {
    this.requests = requests;
  }

  /// Stores what an envelope holds.
  ///
  /// @return Lambda's answer: the messages that are not stored
  /// @throws IllegalArgumentException for records of another service
  /// @throws IOException when it is no envelope, or nothing of it could be stored
  byte[] store(Map<?, ?> event) throws IOException {
    List<QueuedMessage> messages = messages(event);
    List<String> failed = requests.store(messages);
    if (!messages.isEmpty() && failed.size() == messages.size()) {
      throw new IOException(
          "none of %d requests from the queue could be stored; the lines before say why"
              .formatted(messages.size()));
    }
    return EventJson.write(
        json -> {
          json.writeArrayFieldStart("batchItemFailures");
          for (String id : failed) {
            json.writeStartObject();
            json.writeStringField("itemIdentifier", id);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private static List<QueuedMessage> messages(Map<?, ?> event) {
    List<QueuedMessage> messages = new ArrayList<>();
    for (Object one : event.get("Records") instanceof List<?> records ? records : List.of()) {
      Map<?, ?> message = one instanceof Map<?, ?> fields ? fields : Map.of();
      String source = text(message, "eventSource");
      if (!source.equals("aws:sqs")) {
        throw new IllegalArgumentException(
            "records of '%s' are none of ours: the push function takes messages of its queue of remote write"
                .formatted(source));
      }
      messages.add(new QueuedMessage(text(message, "messageId"), text(message, "body")));
    }
    return messages;
  }

  private static String text(Map<?, ?> fields, String name) {
    return fields.get(name) instanceof String text ? text : "";
  }
}
