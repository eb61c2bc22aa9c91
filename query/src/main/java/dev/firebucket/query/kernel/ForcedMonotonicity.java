package dev.firebucket.query.kernel;

/// Where the counts of a classic histogram fell, though cumulative counts can only rise, and had to
/// be raised.
///
/// @param leastBound the lowest bucket that was raised
/// @param greatestBound the highest one
/// @param greatestDifference by how much at most
/// @param steps at how many steps
/// @param firstMillis the first of them
/// @param lastMillis the last of them
public record ForcedMonotonicity(
    double leastBound,
    double greatestBound,
    double greatestDifference,
    int steps,
    long firstMillis,
    long lastMillis) {

  /// Both of two.
  public ForcedMonotonicity and(ForcedMonotonicity other) {
    return new ForcedMonotonicity(
        Math.min(leastBound, other.leastBound),
        Math.max(greatestBound, other.greatestBound),
        Math.max(greatestDifference, other.greatestDifference),
        steps + other.steps,
        Math.min(firstMillis, other.firstMillis),
        Math.max(lastMillis, other.lastMillis));
  }
}
