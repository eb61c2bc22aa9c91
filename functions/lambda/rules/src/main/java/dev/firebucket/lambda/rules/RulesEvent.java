package dev.firebucket.lambda.rules;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the rules' timer sends: `{"time":"2026-11-22T18:00:00Z"}`.
///
/// @param time the minute the timer fired for; now when not given
public record RulesEvent(@Nullable Instant time) {
  /// The time that the tick was planned for.
  Instant planned(Instant now) {
    return time == null ? now : time;
  }
}
