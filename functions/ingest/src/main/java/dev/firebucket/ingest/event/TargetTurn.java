package dev.firebucket.ingest.event;

import java.time.Instant;

/// What the next run must know of a target's turns, where it cannot know it by itself.
///
/// @param taken planned time of the last run in which the target had its turn; the epoch for
///   targets that are due in every run
/// @param leftOutAt planned time of the last run, if it was due in it and that run had no time for
///   it: it comes first in the next; the epoch for none
/// @param failures how many scrapes in a row let a run wait in vain
/// @param restsUntil it is not asked in runs planned before this time; the epoch for none
/// @param patientAt planned time of the last run that gave it all its time, where no connection to
///   it came about since; the epoch for a target that was reached when it was asked last
record TargetTurn(
    Instant taken, Instant leftOutAt, int failures, Instant restsUntil, Instant patientAt) {
  static final TargetTurn NONE =
      new TargetTurn(Instant.EPOCH, Instant.EPOCH, 0, Instant.EPOCH, Instant.EPOCH);

  TargetTurn takenAt(Instant planned) {
    return new TargetTurn(planned, Instant.EPOCH, failures, restsUntil, patientAt);
  }

  TargetTurn leftOut(Instant planned) {
    return new TargetTurn(taken, planned, failures, restsUntil, patientAt);
  }

  boolean isLeftOut() {
    return leftOutAt.isAfter(Instant.EPOCH);
  }

  TargetTurn resting(int inARow, Instant until) {
    return new TargetTurn(taken, leftOutAt, inARow, until, patientAt);
  }

  boolean isUnreached() {
    return patientAt.isAfter(Instant.EPOCH);
  }

  TargetTurn reached() {
    return new TargetTurn(taken, leftOutAt, failures, restsUntil, Instant.EPOCH);
  }

  TargetTurn unreached(Instant lastPatient) {
    return new TargetTurn(taken, leftOutAt, failures, restsUntil, lastPatient);
  }

  /// What is true of either of two runs that did not know of each other.
  TargetTurn union(TargetTurn other) {
    if (taken.equals(other.taken)) {
      return new TargetTurn(
          taken,
          later(leftOutAt, other.leftOutAt),
          Math.max(failures, other.failures),
          later(restsUntil, other.restsUntil),
          // One that reached it has a reason to wait for it again.
          isUnreached() && other.isUnreached() ? later(patientAt, other.patientAt) : Instant.EPOCH);
    }
    return taken.isAfter(other.taken) ? this : other;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
