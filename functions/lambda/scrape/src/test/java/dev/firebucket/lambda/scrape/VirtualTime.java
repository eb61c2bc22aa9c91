package dev.firebucket.lambda.scrape;

import dev.firebucket.ingest.round.RoundTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Time that jumps to whatever comes next, as soon as nobody has anything to do now. Threads run
/// one at a time, in an order that depends on nothing but what they do: the same seed gives the
/// same run, hours in milliseconds.
final class VirtualTime implements RoundTime {
  private final Instant start;
  private final PriorityQueue<Wake> queue =
      new PriorityQueue<>(Comparator.comparingLong(Wake::at).thenComparingLong(Wake::order));
  private final Map<Thread, Semaphore> batons = new ConcurrentHashMap<>();
  private final Semaphore over = new Semaphore(0);
  private long now;
  private long orders;

  /// When a thread goes on.
  private record Wake(long at, long order, Semaphore baton) {}

  VirtualTime(Instant start) {
    this.start = start;
  }

  /// Runs the work, and all that it starts, to the end.
  void run(Runnable work) {
    start("root", work);
    dispatch();
    over.acquireUninterruptibly();
  }

  @Override
  public Instant instant() {
    return start.plusNanos(now);
  }

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public Thread start(String name, Runnable work) {
    Semaphore baton = new Semaphore(0);
    Thread thread =
        Thread.ofVirtual()
            .name(name)
            .unstarted(
                () -> {
                  baton.acquireUninterruptibly();
                  try {
                    work.run();
                  } finally {
                    batons.remove(Thread.currentThread());
                    dispatch();
                  }
                });
    batons.put(thread, baton);
    wake(now, baton);
    thread.start();
    return thread;
  }

  /// Starts work at a moment.
  void at(Instant moment, Runnable work) {
    long time = Math.max(now, Duration.between(start, moment).toNanos());
    start(
        "at",
        () -> {
          sleepUntil(time);
          work.run();
        });
  }

  /// Lets time pass.
  void sleep(Duration duration) {
    sleepUntil(now + duration.toNanos());
  }

  private void sleepUntil(long time) {
    Semaphore own = own();
    wake(time, own);
    dispatch();
    own.acquireUninterruptibly();
  }

  private Semaphore own() {
    return batons.get(Thread.currentThread());
  }

  private Wake wake(long at, Semaphore baton) {
    Wake wake = new Wake(at, orders++, baton);
    queue.add(wake);
    return wake;
  }

  private void dispatch() {
    Wake next = queue.poll();
    if (next == null) {
      over.release();
      return;
    }
    now = Math.max(now, next.at());
    next.baton().release();
  }

  @Override
  public <T> Mailbox<T> mailbox() {
    return new Mailbox<>() {
      private final ArrayDeque<T> items = new ArrayDeque<>();
      private @Nullable Wake waiter;

      @Override
      public void add(T item) {
        items.add(item);
        Wake waiting = waiter;
        if (waiting != null) {
          queue.remove(waiting);
          waiter = null;
          wake(now, waiting.baton());
        }
      }

      @Override
      public Optional<T> take(long deadline) {
        if (items.isEmpty()) {
          Semaphore own = own();
          waiter = wake(deadline, own);
          dispatch();
          own.acquireUninterruptibly();
          waiter = null;
        }
        return Optional.ofNullable(items.poll());
      }
    };
  }
}
