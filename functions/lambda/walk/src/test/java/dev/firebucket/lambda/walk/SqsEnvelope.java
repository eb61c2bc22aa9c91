package dev.firebucket.lambda.walk;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Messages of a queue as Lambda hands them to a function.
///
/// Source:
/// <https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html#example-standard-queue-message-event>
final class SqsEnvelope {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SqsEnvelope() {}

  /// An event with a message for each body, `m0`, `m1` …
  static String of(String... bodies) {
    ObjectNode event = JSON.createObjectNode();
    ArrayNode records = event.putArray("Records");
    for (int i = 0; i < bodies.length; i++) {
      ObjectNode message = records.addObject();
      message.put("messageId", "m" + i).put("receiptHandle", "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a");
      message.put("body", bodies[i]);
      message
          .putObject("attributes")
          .put("ApproximateReceiveCount", "1")
          .put("SentTimestamp", "1795370400000")
          .put("SenderId", "AIDAIENQZJOLO23YVJ4VO")
          .put("ApproximateFirstReceiveTimestamp", "1795370400001");
      message.putObject("messageAttributes");
      message
          .put("md5OfBody", "e4e68fb7bd0e697a0ae8f1bb342846b3")
          .put("eventSource", "aws:sqs")
          .put("eventSourceARN", "arn:aws:sqs:us-east-1:123456789012:ticks")
          .put("awsRegion", "us-east-1");
    }
    return event.toString();
  }
}
