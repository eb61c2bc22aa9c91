package dev.firebucket.local.simulation;

import dev.firebucket.ingest.round.RoundTime;
import dev.firebucket.storage.simulation.SimulatedProcess;
import dev.firebucket.storage.simulation.VirtualTime;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;

/// The time and the threads of a round in a simulated process.
record ActorTime(SimulatedProcess process) implements RoundTime {
  private static final long NANOS = 1_000_000;

  @Override
  public Instant instant() {
    return process.instant();
  }

  @Override
  public long nanoTime() {
    return process.world().time().millis() * NANOS;
  }

  @Override
  public Thread start(String name, Runnable work) {
    return Thread.ofVirtual().name(name).start(work);
  }

  @Override
  public <T> Mailbox<T> mailbox() {
    VirtualTime.Gate gate = process.actor().gate();
    return new Mailbox<>() {
      private final ArrayDeque<T> items = new ArrayDeque<>();

      @Override
      public void add(T item) {
        items.add(item);
        gate.open();
      }

      @Override
      public Optional<T> take(long deadline) {
        if (items.isEmpty()) {
          gate.await(deadline / NANOS);
        }
        return Optional.ofNullable(items.poll());
      }
    };
  }
}
