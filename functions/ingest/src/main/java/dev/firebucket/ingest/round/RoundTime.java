package dev.firebucket.ingest.round;

import java.time.InstantSource;
import java.util.Optional;

/// The time and the threads of a round: of this machine, or of a simulation.
public interface RoundTime extends InstantSource {
  /// As `System.nanoTime`: for durations only.
  long nanoTime();

  /// Runs blocking work on a thread of its own.
  Thread start(String name, Runnable work);

  /// A new mailbox.
  <T> Mailbox<T> mailbox();

  /// Where the threads of a round leave what they have.
  interface Mailbox<T> {
    void add(T item);

    /// The oldest item; empty when there was none until a time.
    ///
    /// @param deadline as [RoundTime#nanoTime()] counts
    Optional<T> take(long deadline) throws InterruptedException;
  }

  /// The time of this machine and its virtual threads, with a clock of the caller's.
  static RoundTime of(InstantSource clock) {
    return new MachineTime(clock);
  }
}
