package dev.firebucket.storage.simulation;

import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.retention.RetentionPolicy;
import dev.firebucket.storage.retention.RetentionRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/// How long a run keeps samples, and what that means for one.
///
/// @param policy as compaction applies it
record KeepingRules(RetentionPolicy policy) {
  /// Some runs keep everything, some drop old days, some drop old samples of one job too.
  static KeepingRules of(Random random) {
    return new KeepingRules(
        switch (random.nextInt(3)) {
          case 0 -> RetentionPolicy.NONE;
          case 1 -> new RetentionPolicy(Duration.ofHours(20), 0, List.of());
          default ->
              new RetentionPolicy(
                  Duration.ofHours(26),
                  0,
                  List.of(
                      new RetentionRule(
                          List.of(LabelMatcher.equal("job", "debug")), Duration.ofHours(8))));
        });
  }

  /// Whether a sample is old enough to go.
  ///
  /// @param newestMillis time of the newest sample of all
  boolean mayGo(Ledger.Place place, long newestMillis, Instant now) {
    if (isOlder(place, policy.time(), newestMillis, now)) {
      return true;
    }
    return policy.rules().stream()
        .anyMatch(
            rule ->
                rule.matchers().stream().allMatch(one -> one.matches(place.series()))
                    && isOlder(place, rule.time(), newestMillis, now));
  }

  private static boolean isOlder(
      Ledger.Place place, Duration time, long newestMillis, Instant now) {
    return !time.isZero() && place.millis() < RetentionPolicy.cutoff(time, newestMillis, now);
  }
}
