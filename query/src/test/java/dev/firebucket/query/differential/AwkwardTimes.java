package dev.firebucket.query.differential;

import java.time.Duration;

/// When seeded queries ask: instants and ranges within and around the data, on sample edges and
/// beside them, steps that do not divide the range or are longer than it, other lookbacks.
final class AwkwardTimes {
  private static final int MOST_STEPS = 200;
  private static final long[] STEPS = {
    1_000, 15_000, 30_000, 37_000, 60_000, 61_001, 120_000, 300_000, 420_000, 10_800_000
  };
  private static final long[] LENGTHS = {
    0, 1, 59_999, 300_000, 600_000, 1_234_567, 3_600_000, 7_200_000, 9_000_000
  };

  private AwkwardTimes() {}

  static Trial of(String text, Choice choice) {
    long start = moment(choice);
    Duration lookback = lookback(choice);
    if (choice.percent(40)) {
      return new Trial(text, start, start, 0, lookback);
    }
    long step = STEPS[choice.below(STEPS.length)];
    long length = Math.min(LENGTHS[choice.below(LENGTHS.length)], MOST_STEPS * step);
    if (choice.percent(1)) {
      length = -1;
    }
    return new Trial(text, start, start + length, step, lookback);
  }

  private static long moment(Choice choice) {
    long minute = choice.below(140) - 10L;
    long base = AwkwardFloats.START + minute * 60_000;
    return switch (choice.below(4)) {
      case 0 -> base + choice.below(60_000);
      case 1 -> base + 30_000;
      case 2 -> base + choice.below(3) - 1;
      default -> base;
    };
  }

  private static Duration lookback(Choice choice) {
    return switch (choice.below(12)) {
      case 0 -> Duration.ofSeconds(30);
      case 1 -> Duration.ofMinutes(20);
      case 2 -> Duration.ofMillis(1);
      default -> Duration.ZERO;
    };
  }
}
