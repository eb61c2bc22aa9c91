package dev.firebucket.ingest.event;

import dev.firebucket.ingest.round.RoundReport;
import dev.firebucket.ingest.round.ScrapeTask;
import dev.firebucket.ingest.round.TargetSlots;
import dev.firebucket.ingest.status.TargetStatus;
import dev.firebucket.ingest.target.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Whose turn it is in a run, and what was decided in the runs before. Not for use by several
/// threads.
///
/// A target whose interval is not longer than the tick is due in every run. Another one is due in
/// the run right after its slot; and as long as the slot has not been served, in later runs, so far
/// apart that no two of them can be under way at the same time.
final class ShardTurns {
  /// How long a connection may take to a target that could not be reached the last time: a host
  /// that lives answers in milliseconds, and after a second once more where the first packet was
  /// lost.
  private static final Duration CONNECT_AGAIN = Duration.ofMillis(1200);

  /// The same with TLS, whose handshake is part of the JDK's time to connect: two round trips and a
  /// host's arithmetic more.
  private static final Duration CONNECT_TLS_AGAIN = Duration.ofSeconds(3);

  /// As often such a target gets all its time, so that one that needs longer to connect comes back.
  private static final Duration PATIENT_EACH = Duration.ofHours(1);

  private final BackOff backOff;
  private Map<Target.Identity, TargetTurn> turns = new HashMap<>();

  ShardTurns(BackOff backOff) {
    this.backOff = backOff;
  }

  /// Continues from what the bucket holds.
  void restore(Map<Target.Identity, TargetTurn> stored) {
    turns = new HashMap<>(stored);
  }

  /// Forgets what a wrong clock left.
  void forgetAfter(Instant possible) {
    turns.values().removeIf(turn -> turn.taken().isAfter(possible));
  }

  /// What the next process must know.
  Map<Target.Identity, TargetTurn> all() {
    return Map.copyOf(turns);
  }

  /// Forgets targets.
  void removeIf(Predicate<Target.Identity> gone) {
    turns.keySet().removeIf(gone);
  }

  /// The targets that are due, those first that the run before had no time for; those in a back-off
  /// are left out of being asked.
  List<ScrapeTask> due(List<ScrapeTask> present, PlannedRound event) {
    Duration underWay = underWay(present, event.tick());
    List<ScrapeTask> first = new ArrayList<>();
    List<ScrapeTask> others = new ArrayList<>();
    for (ScrapeTask task : present) {
      if (isDue(task.target(), event, underWay)) {
        TargetTurn turn = turns.getOrDefault(task.target().identity(), TargetTurn.NONE);
        (turn.isLeftOut() ? first : others).add(asked(task, turn, event));
      }
    }
    first.addAll(others);
    return first;
  }

  /// How long after its planned time a run may still be under way, in whole ticks: it is late by a
  /// tick at most, begins its last scrape two thirds of a tick later, and that scrape takes its
  /// timeout.
  private static Duration underWay(List<ScrapeTask> present, Duration tick) {
    Duration longest =
        present.stream()
            .map(task -> task.target().timeout())
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    long ticks = (longest.toMillis() + tick.toMillis() - 1) / tick.toMillis();
    return tick.multipliedBy(2 + ticks);
  }

  private boolean isDue(Target target, PlannedRound event, Duration underWay) {
    if (target.interval().compareTo(event.tick()) <= 0) {
      return true;
    }
    Instant slot = TargetSlots.of(target).atOrBefore(event.planned());
    boolean firstRun = slot.isAfter(event.planned().minus(event.tick()));
    TargetTurn turn = turns.getOrDefault(target.identity(), TargetTurn.NONE);
    if (turn.taken().equals(Instant.EPOCH) && !turn.isLeftOut() && !firstRun) {
      // A new target begins with its next slot, as it does in Prometheus.
      turns.put(target.identity(), TargetTurn.NONE.takenAt(event.planned()));
      return false;
    }
    return turn.taken().isBefore(slot) && (firstRun || isMadeUpForIn(event, slot, turn, underWay));
  }

  /// Whether a slot that was not served is served by this run. Only one run of those that may be
  /// under way at the same time does: every so often after the first, or right after the one that
  /// had no time for it.
  private static boolean isMadeUpForIn(
      PlannedRound event, Instant slot, TargetTurn turn, Duration underWay) {
    Instant begin =
        turn.leftOutAt().isBefore(slot)
            ? new TickGrid(event.tick()).atOrBefore(slot.plus(event.tick()).minusMillis(1))
            : turn.leftOutAt().plus(event.tick());
    long since = Duration.between(begin, event.planned()).toMillis();
    return since >= 0 && since % underWay.toMillis() == 0;
  }

  private static ScrapeTask asked(ScrapeTask task, TargetTurn turn, PlannedRound event) {
    if (turn.restsUntil().isAfter(event.planned())) {
      return task.leftOut(
          "not scraped: it let %d runs wait in vain and is left alone until %s (FIREBUCKET_SCRAPE_BACKOFF)"
              .formatted(turn.failures(), turn.restsUntil()));
    }
    if (!turn.isUnreached() || isPatient(turn, event)) {
      return task;
    }
    boolean tls = task.target().url().startsWith("https:");
    return task.connectingWithin(tls ? CONNECT_TLS_AGAIN : CONNECT_AGAIN);
  }

  /// Whether the last patient try is an hour old; or in the future, where a clock was wrong.
  private static boolean isPatient(TargetTurn turn, PlannedRound event) {
    Duration since = Duration.between(turn.patientAt(), event.planned());
    return since.abs().compareTo(PATIENT_EACH) >= 0;
  }

  /// Takes note of what a round did.
  void end(RoundReport report, PlannedRound event, List<ScrapeTask> due) {
    for (int i = 0; i < due.size(); i++) {
      ScrapeTask task = due.get(i);
      Target.Identity target = task.target().identity();
      TargetTurn before = turns.getOrDefault(target, TargetTurn.NONE);
      TargetTurn after =
          report.outOfTime().contains(target)
              ? before.leftOut(event.planned())
              : ended(task, report.targets().get(i), before, event, report.unreached());
      if (after.equals(TargetTurn.NONE)) {
        turns.remove(target);
      } else {
        turns.put(target, after);
      }
    }
  }

  private TargetTurn ended(
      ScrapeTask task,
      TargetStatus status,
      TargetTurn before,
      PlannedRound event,
      Set<Target.Identity> unreached) {
    boolean inEveryRun = task.target().interval().compareTo(event.tick()) <= 0;
    TargetTurn after = before.takenAt(inEveryRun ? Instant.EPOCH : event.planned());
    if (task.notAsked() != null) {
      return after;
    }
    TargetTurn taken = after.reached();
    if (unreached.contains(task.target().identity())) {
      taken = after.unreached(task.connectWithin() == null ? event.planned() : before.patientAt());
    }
    if (!backOff.isWorthPausing(status)) {
      return taken.resting(0, Instant.EPOCH);
    }
    int failures = before.failures() + 1;
    Duration pause = backOff.pause(task.target().interval(), failures);
    return taken.resting(failures, event.planned().plus(pause));
  }
}
