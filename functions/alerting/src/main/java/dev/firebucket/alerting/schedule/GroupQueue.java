package dev.firebucket.alerting.schedule;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// The order in which a tick begins its groups: those that the last tick could not finish come
/// first, but take half of the places at most, so that a group that is always too slow does not
/// make the others late too. Safe for use by several threads.
final class GroupQueue {
  private final Deque<DueGroup> late = new ArrayDeque<>();
  private final Deque<DueGroup> others = new ArrayDeque<>();
  private final int placesForLate;
  private int lateRunning;

  /// @param places how many groups run at once
  GroupQueue(List<DueGroup> groups, int places) {
    placesForLate = Math.max(1, places / 2);
    groups.stream()
        .sorted(DueGroup.BY_TIME)
        .forEach(one -> (one.group().overran() ? late : others).add(one));
  }

  /// The next group to begin, empty when all have begun.
  synchronized Optional<DueGroup> next() {
    boolean takeLate = !late.isEmpty() && (lateRunning < placesForLate || others.isEmpty());
    if (takeLate) {
      lateRunning++;
      return Optional.of(late.remove());
    }
    return Optional.ofNullable(others.poll());
  }

  /// A group is over that was late when this queue was made.
  synchronized void lateOneEnded() {
    lateRunning--;
  }
}
