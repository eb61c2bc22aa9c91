package dev.firebucket.lambda.rules;

import dev.firebucket.lambda.start.EventJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the rules' timer sends: `{"time":"2026-11-22T18:00:00Z"}`.
///
/// @param time the minute the timer fired for; now when not given
public record RulesEvent(@Nullable Instant time) {
  private static final int SHOWN = 200;

  /// @throws IllegalArgumentException when it is no such event; the message says what one looks
  ///   like
  static RulesEvent read(byte[] event) {
    try {
      if (EventJson.read(event) instanceof Map<?, ?> fields) {
        Object time = fields.get("time");
        return new RulesEvent(time == null ? null : Instant.parse(String.valueOf(time)));
      }
    } catch (IOException | DateTimeException e) {
      throw refused(event, e);
    }
    throw refused(event, null);
  }

  private static IllegalArgumentException refused(byte[] event, @Nullable Exception why) {
    String text = new String(event, StandardCharsets.UTF_8);
    return new IllegalArgumentException(
        """
        not an event of the rules' timer: %s
        It sends {"time":"2026-11-22T18:00:00Z"}, or {} for now\
        """
            .formatted(text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text),
        why);
  }

  /// The time that the tick was planned for.
  Instant planned(Instant now) {
    return time == null ? now : time;
  }
}
