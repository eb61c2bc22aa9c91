package dev.firebucket.alerting.evaluation;

import java.time.Duration;
import java.util.function.LongSupplier;

/// When an evaluation must be over.
///
/// @param nanos on the clock
/// @param clock nanoseconds, as `System::nanoTime`
public record Deadline(long nanos, LongSupplier clock) {
  private static final Duration FAR = Duration.ofDays(1);

  /// Far away: for a process that stays.
  public static Deadline none() {
    return in(FAR);
  }

  /// So much later than now.
  public static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos(), System::nanoTime);
  }

  /// So much earlier than this one.
  public Deadline before(Duration time) {
    return new Deadline(nanos - time.toNanos(), clock);
  }

  /// How long it is until then; zero when it is over.
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, nanos - clock.getAsLong()));
  }

  public boolean isOver() {
    return remaining().isZero();
  }
}
