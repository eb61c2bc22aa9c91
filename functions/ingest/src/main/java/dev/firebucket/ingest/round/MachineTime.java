package dev.firebucket.ingest.round;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Time and virtual threads of this machine.
///
/// @param clock says when scrapes really began
record MachineTime(InstantSource clock) implements RoundTime {
  @Override
  public Instant instant() {
    return clock.instant();
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Thread start(String name, Runnable work) {
    return Thread.ofVirtual().name(name).start(work);
  }

  @Override
  public <T> Mailbox<T> mailbox() {
    LinkedBlockingQueue<T> items = new LinkedBlockingQueue<>();
    return new Mailbox<>() {
      @Override
      public void add(T item) {
        items.add(item);
      }

      @Override
      public Optional<T> take(long deadline) throws InterruptedException {
        return Optional.ofNullable(items.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS));
      }
    };
  }
}
