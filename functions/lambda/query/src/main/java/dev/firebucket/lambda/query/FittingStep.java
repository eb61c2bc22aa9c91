package dev.firebucket.lambda.query;

import dev.firebucket.api.answer.AskedSteps;
import dev.firebucket.go.time.PrometheusDuration;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// The step with which an answer over steps would have fitted.
///
/// Values take less room with a longer step, the labels of the series take the same: both are
/// counted in the answer that did not fit.
final class FittingStep {
  private static final byte[] VALUES = "},\"values\":[[".getBytes(StandardCharsets.US_ASCII);

  /// Longer steps compress a little worse, and the points of series that come and go are not spread
  /// evenly.
  private static final double MARGIN = 1.25;

  /// In seconds: what people choose.
  private static final long[] CUSTOMARY = {
    1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1_200, 1_800, 3_600, 7_200, 10_800, 14_400,
    21_600, 43_200, 86_400
  };

  private FittingStep() {}

  /// @param body the answer, as text
  /// @param payload what it became
  /// @param most what it may become
  /// @return empty where only fewer series would do
  static Optional<Duration> of(byte[] body, long payload, long most, AskedSteps asked) {
    double shrink = (double) payload / body.length;
    double values = valueBytes(body) * shrink;
    double room = most - (payload - values) * MARGIN;
    if (room <= 0 || values <= 0) {
      return Optional.empty();
    }
    Duration step = customary(asked.stepMillis() * values * MARGIN / room);
    return step.toMillis() <= asked.endMillis() - asked.startMillis()
        ? Optional.of(step)
        : Optional.empty();
  }

  private static Duration customary(double millis) {
    for (long seconds : CUSTOMARY) {
      if (seconds * 1_000 >= millis) {
        return Duration.ofSeconds(seconds);
      }
    }
    return Duration.ofDays((long) Math.ceil(millis / Duration.ofDays(1).toMillis()));
  }

  /// The bytes between the brackets of `values`. A label's value cannot look like their beginning:
  /// its quotes are escaped.
  private static long valueBytes(byte[] body) {
    long bytes = 0;
    int at = 0;
    while (at < body.length - VALUES.length) {
      if (!startsAt(body, at)) {
        at++;
        continue;
      }
      int from = at + VALUES.length;
      at = from;
      while (at < body.length - 1 && !(body[at] == ']' && body[at + 1] == ']')) {
        at++;
      }
      bytes += at - from;
    }
    return bytes;
  }

  private static boolean startsAt(byte[] body, int at) {
    for (int i = 0; i < VALUES.length; i++) {
      if (body[at + i] != VALUES[i]) {
        return false;
      }
    }
    return true;
  }

  /// As it is written in a request.
  static String text(Duration step) {
    return PrometheusDuration.format(step);
  }
}
