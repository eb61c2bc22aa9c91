package dev.firebucket.lambda.scrape;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firebucket.ingest.event.PlannedRound;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads events: what the schedule sends, and messages of the queue in the envelope in which Lambda
/// hands them over.
///
/// ```
/// {"time":"2026-11-29T18:00:00Z","interval":15,"shards":4,"fanOut":true}     the schedule
/// {"shard":2,"shards":4,"planned":"2026-11-29T18:00:15Z","interval":15}      a run
/// {"Records":[{"messageId":"…","eventSource":"aws:sqs","body":"{\"shard\":2,…}"}]}
/// ```
///
/// The envelope: <https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html>
final class ScrapeEventReader {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> FIELDS =
      Set.of("time", "planned", "interval", "shard", "shards", "fanOut");
  private static final int MOST_SHARDS = 10_000;
  private static final int MOST_SECONDS = 31 * 24 * 3600;
  private static final int SHOWN = 200;

  /// A message, or the event itself where it came without an envelope.
  ///
  /// @param name of the message, for errors; empty for an event without envelope
  /// @param body not read yet: one that cannot be read must not keep the others from being done
  record Message(String name, JsonNode body) {
    /// @throws IllegalArgumentException when it is no scrape event; the message says what one looks
    ///   like
    ScrapeEvent read() {
      return ScrapeEventReader.read(body);
    }
  }

  private ScrapeEventReader() {}

  /// Opens the envelope, if there is one.
  ///
  /// @throws IllegalArgumentException for an envelope of another service
  static List<Message> messages(JsonNode event) {
    if (!event.path("Records").isArray()) {
      return List.of(new Message("", event));
    }
    List<Message> messages = new ArrayList<>();
    for (JsonNode message : event.path("Records")) {
      String source = message.path("eventSource").asText();
      if (!source.equals("aws:sqs")) {
        throw refused("records of '%s' are none of ours".formatted(source), event);
      }
      messages.add(new Message(message.path("messageId").asText(), body(message)));
    }
    return messages;
  }

  private static JsonNode body(JsonNode message) {
    String body = message.path("body").asText();
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException notJson) {
      return JSON.getNodeFactory().textNode(body);
    }
  }

  private static ScrapeEvent read(JsonNode event) {
    if (!event.isObject()) {
      throw refused("it is no JSON object", event);
    }
    event
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!FIELDS.contains(name)) {
                throw refused("'%s' means nothing here".formatted(name), event);
              }
            });
    Duration tick = Duration.ofSeconds(number(event, "interval", 60, 1, MOST_SECONDS));
    int shards = number(event, "shards", 1, 1, MOST_SHARDS);
    if (event.path("fanOut").asBoolean()) {
      return new ScrapeEvent.Minute(time(event, "time"), tick, shards);
    }
    int shard = number(event, "shard", 0, 0, shards - 1);
    Instant planned = time(event, event.has("planned") ? "planned" : "time");
    return new ScrapeEvent.Run(PlannedRound.of(planned, tick, shard, shards));
  }

  private static int number(JsonNode event, String name, int byDefault, int least, int most) {
    JsonNode value = event.path(name);
    if (value.isMissingNode()) {
      return byDefault;
    }
    if (value.isIntegralNumber() && value.asLong() >= least && value.asLong() <= most) {
      return value.asInt();
    }
    throw refused("'%s' is not a whole number of %d to %d".formatted(name, least, most), event);
  }

  private static Instant time(JsonNode event, String name) {
    String text = event.path(name).asText();
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw refused("'%s' is not a time such as 2026-11-29T18:00:00Z".formatted(name), event);
    }
  }

  private static IllegalArgumentException refused(String why, JsonNode event) {
    String text = event.toString();
    return new IllegalArgumentException(
        """
        not a scrape event, because %s: %s
        A schedule sends {"time":"2026-11-29T18:00:00Z","interval":15,"shards":4,"fanOut":true}, \
        a queue {"shard":2,"shards":4,"planned":"2026-11-29T18:00:15Z","interval":15}\
        """
            .formatted(why, text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text));
  }
}
