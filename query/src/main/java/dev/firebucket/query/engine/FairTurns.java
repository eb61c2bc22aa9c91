package dev.firebucket.query.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// So many have a turn at once; of those who wait, each caller's first comes in turn: whoever asks
/// five hundred things at once does not keep another from asking one. Thread-safe.
final class FairTurns {
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Deque<Waiting>> waiting = new LinkedHashMap<>();
  private final int mostWaiting;
  private int free;
  private int count;

  /// How asking for a turn ended.
  enum Outcome {
    /// It is this thread's: it must be given back.
    TAKEN,
    /// It did not come in time.
    TOO_LATE,
    /// Too many wait already.
    REFUSED
  }

  private static final class Waiting {
    private final Condition changed;
    private boolean hasTurn;

    Waiting(Condition changed) {
      this.changed = changed;
    }
  }

  /// @param atOnce how many have a turn at once
  /// @param mostWaiting how many may wait
  FairTurns(int atOnce, int mostWaiting) {
    this.free = atOnce;
    this.mostWaiting = mostWaiting;
  }

  /// Waits for a turn.
  ///
  /// @param caller whose turn it is
  /// @param patienceNanos how long to wait
  Outcome take(String caller, long patienceNanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (free > 0) {
        free--;
        return Outcome.TAKEN;
      }
      if (count >= mostWaiting) {
        return Outcome.REFUSED;
      }
      Waiting mine = new Waiting(lock.newCondition());
      waiting.computeIfAbsent(caller, _ -> new ArrayDeque<>()).add(mine);
      count++;
      return await(caller, mine, patienceNanos);
    } finally {
      lock.unlock();
    }
  }

  private Outcome await(String caller, Waiting mine, long patienceNanos)
      throws InterruptedException {
    try {
      long left = patienceNanos;
      while (!mine.hasTurn && left > 0) {
        left = mine.changed.awaitNanos(left);
      }
      return mine.hasTurn ? Outcome.TAKEN : Outcome.TOO_LATE;
    } catch (InterruptedException e) {
      if (mine.hasTurn) {
        passOn();
      }
      throw e;
    } finally {
      if (!mine.hasTurn) {
        leave(caller, mine);
      }
    }
  }

  private void leave(String caller, Waiting mine) {
    Deque<Waiting> others = waiting.get(caller);
    if (others != null && others.remove(mine)) {
      count--;
      if (others.isEmpty()) {
        waiting.remove(caller);
      }
    }
  }

  /// Gives a turn back.
  void giveBack() {
    lock.lock();
    try {
      passOn();
    } finally {
      lock.unlock();
    }
  }

  private void passOn() {
    var first = waiting.entrySet().iterator();
    if (!first.hasNext()) {
      free++;
      return;
    }
    Map.Entry<String, Deque<Waiting>> caller = first.next();
    Deque<Waiting> others = caller.getValue();
    Waiting next = others.remove();
    count--;
    first.remove();
    if (!others.isEmpty()) {
      // Behind all other callers.
      waiting.put(caller.getKey(), others);
    }
    next.hasTurn = true;
    next.changed.signal();
  }

  /// How many wait.
  int waiting() {
    lock.lock();
    try {
      return count;
    } finally {
      lock.unlock();
    }
  }
}
