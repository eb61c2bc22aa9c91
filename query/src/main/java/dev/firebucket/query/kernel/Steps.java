package dev.firebucket.query.kernel;

/// The times at which a node is evaluated: a start and equal distances.
///
/// @param startMillis the first time, milliseconds since the epoch
/// @param stepMillis distance of two times; above 0
/// @param count how many times there are; 0 for a subquery whose range holds no step
public record Steps(long startMillis, long stepMillis, int count) {
  public Steps {
    if (stepMillis <= 0) {
      throw new IllegalArgumentException("the step must be above 0 ms: " + stepMillis);
    }
    if (count < 0) {
      throw new IllegalArgumentException("a negative count of steps: " + count);
    }
  }

  /// The single time of an instant query.
  public static Steps at(long timeMillis) {
    return new Steps(timeMillis, 1, 1);
  }

  /// From start to end, both included.
  public static Steps between(long startMillis, long endMillis, long stepMillis) {
    if (endMillis < startMillis) {
      return new Steps(startMillis, stepMillis, 0);
    }
    return new Steps(
        startMillis, stepMillis, Math.toIntExact((endMillis - startMillis) / stepMillis + 1));
  }

  /// The time of a step.
  public long time(int step) {
    return startMillis + step * stepMillis;
  }

  /// The time of the last step; before the start where there is none.
  public long endMillis() {
    return time(count - 1);
  }

  /// The first step alone.
  public Steps first() {
    return new Steps(startMillis, stepMillis, Math.min(count, 1));
  }

  @Override
  public String toString() {
    return count == 1
        ? "at " + startMillis
        : startMillis + ".." + endMillis() + " by " + stepMillis;
  }
}
