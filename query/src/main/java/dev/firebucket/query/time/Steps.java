package dev.firebucket.query.time;

import dev.firebucket.query.error.PromqlException;

/// The times at which a node is evaluated: a start and equal distances.
///
/// @param startMillis the first time, milliseconds since the epoch
/// @param stepMillis distance of two times; above 0
/// @param count how many times there are; 0 for a subquery whose range holds no step
public record Steps(long startMillis, long stepMillis, int count) {
  /// As many as Prometheus holds samples by default: each step of a subquery is a sample at least.
  private static final long MOST = 50_000_000;

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
  ///
  /// @throws PromqlException of type `EXECUTION` for more steps than any query can hold
  public static Steps between(long startMillis, long endMillis, long stepMillis) {
    if (endMillis < startMillis) {
      return new Steps(startMillis, stepMillis, 0);
    }
    long distance = endMillis - startMillis;
    if (distance < 0 || distance / stepMillis >= MOST) {
      throw new PromqlException(
          PromqlException.Type.EXECUTION,
          "query processing would load too many samples into memory in query execution",
          null);
    }
    return new Steps(startMillis, stepMillis, (int) (distance / stepMillis + 1));
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
