package dev.firebucket.storage.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Holds the answer of a reader to what was written, acknowledged and deleted.
///
/// @param ledger what was
/// @param rules how long samples are kept
/// @param from the step before which the reader began
/// @param began when
/// @param to the step after which it ended
/// @param ended when
/// @param countsCopies whether each sample stands in the files only once for each object that it
///   was written in: not so where a file has rows that do not count
record AnswerCheck(
    Ledger ledger,
    KeepingRules rules,
    long from,
    Instant began,
    long to,
    Instant ended,
    boolean countsCopies) {
  void require(Answer answer) {
    for (Ledger.Place place : answer.values().keySet()) {
      if (!ledger.entries().containsKey(place)) {
        throw new AssertionError("nobody wrote " + place);
      }
    }
    for (Map.Entry<Ledger.Place, List<Ledger.Entry>> one : ledger.entries().entrySet()) {
      require(one.getKey(), one.getValue(), answer);
    }
    requireOneInstant(answer);
  }

  private void require(Ledger.Place place, List<Ledger.Entry> entries, Answer answer) {
    Double value = answer.values().get(place);
    if (value == null) {
      for (Ledger.Entry entry : entries) {
        if (mustBeThere(place, entry.batch())) {
          throw new AssertionError("lost, though acknowledged: " + place + " " + entry.value());
        }
      }
      return;
    }
    requireNotDeleted(place, entries);
    requireValue(place, entries, value);
    int copies = answer.copies().getOrDefault(place, 0);
    int objects = entries.stream().mapToInt(entry -> entry.batch().copies()).sum();
    if (countsCopies && copies > objects) {
      throw new AssertionError(
          "stands %d times in the files, and was written %d times: %s"
              .formatted(copies, objects, place));
    }
  }

  private boolean mustBeThere(Ledger.Place place, Ledger.Written batch) {
    return batch.acknowledged() < from
        && !batch.isHidden(began)
        && !mayBeDeleted(place, batch)
        && !mayBeTooOld(place);
  }

  /// What is written after a deletion has ended stays.
  private boolean mayBeDeleted(Ledger.Place place, Ledger.Written batch) {
    return ledger.deletions().stream()
        .anyMatch(
            deleted ->
                deleted.means(place)
                    && deleted.requested() < to
                    && batch.lastEffect() < deleted.ended());
  }

  private boolean mayBeTooOld(Ledger.Place place) {
    Instant latest = ended.plusMillis(SimulatedProcess.MOST_SKEW_MILLIS);
    return rules.mayGo(place, ledger.newestMillis(), latest);
  }

  /// What was there when a deletion was asked for is not there when it is done.
  private void requireNotDeleted(Ledger.Place place, List<Ledger.Entry> entries) {
    for (Ledger.Deleted deleted : ledger.deletions()) {
      if (deleted.means(place)
          && deleted.done() < from
          && entries.stream().allMatch(entry -> entry.batch().lastEffect() < deleted.requested())) {
        throw new AssertionError("deleted, and still there: " + place);
      }
    }
  }

  private void requireValue(Ledger.Place place, List<Ledger.Entry> entries, double value) {
    double least = Double.NEGATIVE_INFINITY;
    boolean known = false;
    for (Ledger.Entry entry : entries) {
      if (entry.batch().ordered() && mustBeThere(place, entry.batch())) {
        least = Math.max(least, entry.value());
      }
      known |= Double.compare(entry.value(), value) == 0 && entry.batch().firstEffect() < to;
    }
    if (!known || value < least) {
      throw new AssertionError(
          "%s is %s, but what was acknowledged last is %s".formatted(place, value, least));
    }
  }

  /// There is an instant up to which all is there that was stored, and nothing that came later.
  private void requireOneInstant(Answer answer) {
    long lastSeen = -1;
    long firstMissed = Ledger.NEVER;
    for (Ledger.Written batch : ledger.batches()) {
      if (batch.firstEffect() > to
          || batch.isHidden(began.minus(Duration.ofMinutes(1)))
          || isMixed(batch)) {
        continue;
      }
      Set<Boolean> seen = new HashSet<>();
      batch.places().forEach(place -> seen.add(answer.values().containsKey(place)));
      if (seen.size() > 1) {
        throw new AssertionError("only a part of what was written together: " + batch.places());
      }
      if (seen.contains(true)) {
        lastSeen = Math.max(lastSeen, batch.firstEffect());
      } else {
        firstMissed = Math.min(firstMissed, batch.firstEffect());
      }
    }
    if (lastSeen > firstMissed) {
      throw new AssertionError(
          "an answer of no instant: what was stored at step %d is missing, what was stored at %d is there"
              .formatted(firstMissed, lastSeen));
    }
  }

  /// Whether other things than its writing decide what is seen of it.
  private boolean isMixed(Ledger.Written batch) {
    return batch.places().stream()
        .anyMatch(
            place ->
                ledger.entries().get(place).size() > 1
                    || mayBeTooOld(place)
                    || ledger.deletions().stream()
                        .anyMatch(one -> one.means(place) && one.requested() < to));
  }
}
