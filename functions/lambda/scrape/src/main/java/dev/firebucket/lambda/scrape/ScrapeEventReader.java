package dev.firebucket.lambda.scrape;

import dev.firebucket.ingest.event.PlannedRound;
import dev.firebucket.lambda.start.EventJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
  private static final Set<String> FIELDS =
      Set.of("time", "planned", "interval", "shard", "shards", "fanOut");
  private static final int MOST_SHARDS = 10_000;
  private static final int MOST_SECONDS = 31 * 24 * 3600;
  private static final int SHOWN = 200;
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  /// A message, or the event itself where it came without an envelope.
  ///
  /// @param name of the message, for errors; empty for an event without envelope
  /// @param body not read yet: one that cannot be read must not keep the others from being done
  record Message(String name, String body) {
    /// @throws IllegalArgumentException when it is no scrape event; the message says what one looks
    ///   like
    ScrapeEvent read() {
      Object event;
      try {
        event = EventJson.read(body.getBytes(StandardCharsets.UTF_8));
      } catch (IOException notJson) {
        event = null;
      }
      return new ScrapeEventReader(body).read(event);
    }
  }

  private final String shown;

  /// @param shown the event, for errors
  private ScrapeEventReader(String shown) {
    this.shown = shown;
  }

  /// Opens the envelope, if there is one.
  ///
  /// @throws IllegalArgumentException for an envelope of another service, and for what is no JSON
  static List<Message> messages(byte[] event) {
    String text = new String(event, StandardCharsets.UTF_8);
    Object read;
    try {
      read = EventJson.read(event);
    } catch (IOException e) {
      throw new ScrapeEventReader(text).refused("it is no JSON (%s)".formatted(e.getMessage()));
    }
    if (!(read instanceof Map<?, ?> envelope && envelope.get("Records") instanceof List<?> all)) {
      return List.of(new Message("", text));
    }
    List<Message> messages = new ArrayList<>();
    for (Object one : all) {
      Map<?, ?> message = one instanceof Map<?, ?> fields ? fields : Map.of();
      String source = text(message, "eventSource");
      if (!source.equals("aws:sqs")) {
        throw new ScrapeEventReader(text)
            .refused("records of '%s' are none of ours".formatted(source));
      }
      messages.add(new Message(text(message, "messageId"), text(message, "body")));
    }
    return messages;
  }

  private ScrapeEvent read(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> event)) {
      throw refused("it is no JSON object");
    }
    for (Object name : event.keySet()) {
      if (!FIELDS.contains(String.valueOf(name))) {
        throw refused("'%s' means nothing here".formatted(name));
      }
    }
    Duration tick = Duration.ofSeconds(number(event, "interval", 60, 1, MOST_SECONDS));
    int shards = number(event, "shards", 1, 1, MOST_SHARDS);
    if (isFanOut(event)) {
      return new ScrapeEvent.Minute(time(event, "time"), tick, shards);
    }
    int shard = number(event, "shard", 0, 0, shards - 1);
    Instant planned = time(event, event.containsKey("planned") ? "planned" : "time");
    return new ScrapeEvent.Run(PlannedRound.of(planned, tick, shard, shards));
  }

  /// A wrong type must not become one run of many.
  private boolean isFanOut(Map<?, ?> event) {
    if (!event.containsKey("fanOut")) {
      return false;
    }
    if (event.get("fanOut") instanceof Boolean fanOut) {
      return fanOut;
    }
    throw refused("'fanOut' is neither true nor false");
  }

  private int number(Map<?, ?> event, String name, int byDefault, int least, int most) {
    if (!event.containsKey(name)) {
      return byDefault;
    }
    if (event.get(name) instanceof Long value && value >= least && value <= most) {
      return value.intValue();
    }
    throw refused("'%s' is not a whole number of %d to %d".formatted(name, least, most));
  }

  private Instant time(Map<?, ?> event, String name) {
    try {
      Instant time = Instant.parse(text(event, name));
      if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
        throw refused("'%s' is no time between 1970 and 9999".formatted(name));
      }
      return time;
    } catch (DateTimeException e) {
      throw refused("'%s' is not a time such as 2026-11-29T18:00:00Z".formatted(name));
    }
  }

  private static String text(Map<?, ?> fields, String name) {
    return fields.get(name) instanceof String text ? text : "";
  }

  private IllegalArgumentException refused(String why) {
    return new IllegalArgumentException(
        """
        not a scrape event, because %s: %s
        A schedule sends {"time":"2026-11-29T18:00:00Z","interval":15,"shards":4,"fanOut":true}, \
        a queue {"shard":2,"shards":4,"planned":"2026-11-29T18:00:15Z","interval":15}\
        """
            .formatted(why, shown.length() > SHOWN ? shown.substring(0, SHOWN) + "…" : shown));
  }
}
