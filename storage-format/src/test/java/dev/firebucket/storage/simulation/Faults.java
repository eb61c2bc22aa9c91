package dev.firebucket.storage.simulation;

import java.util.Random;

/// How much goes wrong in a run, and what becomes of the next request.
final class Faults {
  /// What becomes of a request.
  enum Fate {
    /// Done and answered.
    DONE,
    /// Not done, and answered so.
    REFUSED,
    /// Done, but the answer is lost.
    UNANSWERED,
    /// Without an answer, and done later.
    LATE,
    /// Done and answered, and done once more later.
    REPEATED,
    /// Done twice at once, by who sends it again when no answer comes: the second is answered.
    TWICE,
    /// Its process dies before it is done.
    KILLED_BEFORE,
    /// Its process dies after it was done.
    KILLED_AFTER
  }

  private final Random random;
  private final double trouble;
  private final double freezing;
  private boolean over;

  /// @param trouble how likely faults are, 0 for none
  /// @param freezing how likely processes stand still for long, 0 for never
  Faults(Random random, double trouble, double freezing) {
    this.random = random;
    this.trouble = trouble;
    this.freezing = freezing;
  }

  /// From now on nothing goes wrong.
  void end() {
    over = true;
  }

  boolean happens(double probability) {
    return !over && random.nextDouble() < probability * trouble;
  }

  /// @param writes whether the request changes something
  Fate next(boolean writes) {
    if (over || random.nextDouble() >= 0.08 * trouble) {
      return Fate.DONE;
    }
    return switch (random.nextInt(writes ? 8 : 4)) {
      case 0 -> Fate.REFUSED;
      case 1 -> Fate.UNANSWERED;
      case 2 -> Fate.KILLED_BEFORE;
      case 3 -> Fate.KILLED_AFTER;
      case 4, 5 -> Fate.LATE;
      case 6 -> Fate.REPEATED;
      default -> Fate.TWICE;
    };
  }

  /// How long a request or an answer travels: seconds, so that many actors meet.
  long travelMillis() {
    if (over) {
      return 1 + random.nextInt(20);
    }
    return random.nextInt(10) == 0 ? random.nextInt(20_000) : 1 + random.nextInt(3_000);
  }

  /// How long a process stands still before it goes on: mostly not at all.
  long frozenMillis() {
    return !over && random.nextDouble() < 0.01 * freezing ? 60_000L * (1 + random.nextInt(45)) : 0;
  }

  /// How late a request is done without an answer: less than a writer may be late.
  long lateMillis() {
    return 1 + random.nextInt(40_000);
  }
}
