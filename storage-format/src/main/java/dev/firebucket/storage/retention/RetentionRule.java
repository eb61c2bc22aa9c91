package dev.firebucket.storage.retention;

import dev.firebucket.storage.model.LabelMatcher;
import java.time.Duration;
import java.util.List;

/// Some series are kept for a shorter time than the others.
///
/// @param matchers which: all of them must match
/// @param time how long
public record RetentionRule(List<LabelMatcher> matchers, Duration time) {
  /// @throws IllegalArgumentException where every series would match, or for no time
  public RetentionRule {
    matchers = List.copyOf(matchers);
    if (matchers.stream().allMatch(matcher -> matcher.matches(""))) {
      throw new IllegalArgumentException(
          "a retention rule must contain at least one non-empty matcher");
    }
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException("the time of a retention rule must be above 0");
    }
  }
}
