package dev.firebucket.alerting.schedule;

import dev.firebucket.alerting.evaluation.RuleGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The order in which a tick begins its groups: by their times, a group that reads what another
/// records after that, whatever its times. Groups that read each other go by their times again.
///
/// Groups that the last tick could not finish come first, but take half of the places at most, so
/// that a group that is always too slow does not make the others late too. Nor is a slow group
/// waited for much longer than it takes to do something else. Safe for use by several threads.
final class GroupQueue {
  private final List<DueGroup> late = new ArrayList<>();
  private final List<DueGroup> others = new ArrayList<>();
  private final Map<RuleGroup, Integer> waiting = new HashMap<>();
  private final Set<RuleGroup> running = new HashSet<>();
  private final Set<RuleGroup> lateRunning = new HashSet<>();
  private final GroupSources sources;
  private final int placesForLate;
  private long patienceNanos;

  /// @param places how many groups run at once
  /// @param patience how long a place may be empty because of groups that wait for others, in all
  GroupQueue(List<DueGroup> groups, GroupSources sources, int places, Duration patience) {
    this.sources = sources;
    this.placesForLate = Math.max(1, places / 2);
    this.patienceNanos = patience.toNanos();
    groups.stream()
        .sorted(DueGroup.BY_TIME)
        .forEach(one -> (one.group().overran() ? late : others).add(one));
    Stream.concat(late.stream(), others.stream())
        .forEach(one -> waiting.put(one.group(), waiting.size()));
  }

  /// The next group to begin, empty when all have begun. Waits where those that are left wait for
  /// others.
  ///
  /// @throws InterruptedException when the caller gives up
  synchronized Optional<DueGroup> next() throws InterruptedException {
    while (!late.isEmpty() || !others.isEmpty()) {
      Optional<DueGroup> ready = ready(patienceNanos <= 0);
      if (ready.isPresent()) {
        return ready;
      }
      long from = System.nanoTime();
      wait(Math.max(1, patienceNanos / 1_000_000));
      patienceNanos -= System.nanoTime() - from;
    }
    return Optional.empty();
  }

  private Optional<DueGroup> ready(boolean anyway) {
    if (!late.isEmpty() && (lateRunning.size() < placesForLate || others.isEmpty())) {
      DueGroup first = begin(late, 0);
      lateRunning.add(first.group());
      return Optional.of(first);
    }
    for (int i = 0; i < others.size(); i++) {
      if (anyway || sourcesAreReady(others.get(i).group())) {
        return Optional.of(begin(others, i));
      }
    }
    return Optional.empty();
  }

  private DueGroup begin(List<DueGroup> from, int place) {
    DueGroup one = from.remove(place);
    waiting.remove(one.group());
    running.add(one.group());
    return one;
  }

  private boolean sourcesAreReady(RuleGroup group) {
    return sources.of(group).stream()
        .noneMatch(source -> running.contains(source) || comesBefore(source, group));
  }

  /// In a circle only what is earlier is waited for, so no circle waits for itself.
  private boolean comesBefore(RuleGroup source, RuleGroup reader) {
    Integer place = waiting.get(source);
    return place != null
        && (!sources.inCircle(source, reader) || place < waiting.getOrDefault(reader, 0));
  }

  /// The rules of a group have run, or it has failed.
  synchronized void ended(RuleGroup group) {
    running.remove(group);
    lateRunning.remove(group);
    notifyAll();
  }
}
