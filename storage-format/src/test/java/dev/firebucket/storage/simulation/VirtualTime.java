package dev.firebucket.storage.simulation;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Virtual time, in which one thread of all actors runs at a time until it waits, so that a run is
/// the same each time.
///
/// The actors are virtual threads carried by the thread that calls [#run]; the threads that they
/// start, such as those of a fan-out, inherit the carrier. That needs a constructor of the JDK that
/// is not public: `--add-opens java.base/java.lang=ALL-UNNAMED`. Platform threads that an actor
/// waits for (encoders of a merge, those of a query) run next to it; nobody else does meanwhile.
public final class VirtualTime implements InstantSource {
  private static final long PATIENCE_SECONDS = 60;

  private final BlockingQueue<Runnable> ready = new LinkedBlockingQueue<>();
  private final Executor carrier = ready::add;
  private final PriorityQueue<Wake> wakes = new PriorityQueue<>();
  private final List<Actor> actors = new ArrayList<>();
  private long now;
  private long order;

  /// Of the first actor that failed: the run ends there.
  private @Nullable Throwable failed;

  public VirtualTime(Instant start) {
    now = start.toEpochMilli();
  }

  /// Something that acts.
  public final class Actor {
    private final String name;
    private int waiting;
    private boolean ended;

    Actor(String name) {
      this.name = name;
    }

    /// Waits; others act meanwhile. For any thread of the actor.
    public void sleep(long millis) {
      park(new Wake(now() + millis, nextOrder(), Thread.currentThread(), this));
    }

    private void park(Wake wake) {
      add(wake);
      boolean interrupted = false;
      while (!wake.due) {
        LockSupport.park(this);
        interrupted |= Thread.interrupted();
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    /// A new gate of this actor.
    public Gate gate() {
      return new Gate(this);
    }

    /// Whether the calling thread is none that this time carries, such as one of a pool: then it
    /// cannot wait here, and nobody else acts meanwhile.
    boolean isElsewhere() {
      return !isCarried(Thread.currentThread());
    }
  }

  /// Where a thread of an actor waits until another of its threads opens it, or for some time.
  public final class Gate {
    private final Actor actor;
    private @Nullable Wake waiting;

    Gate(Actor actor) {
      this.actor = actor;
    }

    /// @param until milliseconds since the epoch
    public void await(long until) {
      Wake wake = new Wake(until, nextOrder(), Thread.currentThread(), actor);
      waiting = wake;
      actor.park(wake);
      waiting = null;
    }

    /// Lets who waits go on.
    public void open() {
      Wake wake = waiting;
      if (wake != null && remove(wake)) {
        wake.due = true;
        LockSupport.unpark(wake.sleeper);
      }
    }
  }

  private static final class Wake implements Comparable<Wake> {
    private final long at;
    private final long order;
    private final @Nullable Thread sleeper;
    private final Actor actor;
    private final @Nullable Runnable late;
    private volatile boolean due;

    Wake(long at, long order, Thread sleeper, Actor actor) {
      this(at, order, sleeper, actor, null);
    }

    Wake(long at, long order, @Nullable Thread sleeper, Actor actor, @Nullable Runnable late) {
      this.at = at;
      this.order = order;
      this.sleeper = sleeper;
      this.actor = actor;
      this.late = late;
    }

    @Override
    public int compareTo(Wake other) {
      return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
    }
  }

  private synchronized boolean remove(Wake wake) {
    boolean there = wakes.remove(wake);
    if (there) {
      wake.actor.waiting--;
    }
    return there;
  }

  private synchronized void add(Wake wake) {
    wakes.add(wake);
    if (wake.sleeper != null) {
      wake.actor.waiting++;
    }
  }

  private synchronized long now() {
    return now;
  }

  private synchronized long nextOrder() {
    return order++;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(now());
  }

  /// What is done later whatever becomes of who asked for it: a request that is still under way.
  void later(Duration delay, Runnable action) {
    Actor nobody = new Actor("network");
    add(new Wake(now() + delay.toMillis(), nextOrder(), null, nobody, action));
  }

  /// Ends the run, whoever may catch what is thrown.
  AssertionError failed(String sentence) {
    AssertionError found = new AssertionError(sentence);
    if (failed == null) {
      failed = found;
    }
    return found;
  }

  /// Starts an actor.
  ///
  /// @param body gets the actor, for its waits
  void start(String name, Body body) {
    Actor actor = new Actor(name);
    actors.add(actor);
    Thread thread =
        ofVirtual(carrier)
            .name(name)
            .unstarted(
                () -> {
                  try {
                    body.run(actor);
                  } catch (Throwable e) {
                    if (failed == null) {
                      failed = e;
                    }
                  } finally {
                    actor.ended = true;
                  }
                });
    thread.start();
  }

  /// What an actor does.
  @FunctionalInterface
  public interface Body {
    void run(Actor actor) throws Exception;
  }

  /// Runs until all actors have ended and nothing is under way.
  ///
  /// @throws AssertionError what made an actor fail
  void run() {
    while (failed == null) {
      Runnable step = ready.poll();
      if (step == null && isAnybodyBusy()) {
        step = awaitStep();
      }
      if (step != null) {
        step.run();
        continue;
      }
      Wake next = next();
      if (next == null) {
        break;
      }
      if (next.late != null) {
        next.late.run();
      } else {
        next.due = true;
        LockSupport.unpark(next.sleeper);
      }
    }
    if (failed instanceof AssertionError found) {
      throw found;
    }
    if (failed != null) {
      throw new AssertionError("an actor failed: " + failed, failed);
    }
    actors.clear();
  }

  private synchronized @Nullable Wake next() {
    Wake next = wakes.poll();
    if (next != null) {
      now = Math.max(now, next.at);
      if (next.sleeper != null) {
        next.actor.waiting--;
      }
    }
    return next;
  }

  /// Whether an actor waits for something that is not in this time: a platform thread.
  private synchronized boolean isAnybodyBusy() {
    return actors.stream().anyMatch(actor -> !actor.ended && actor.waiting == 0);
  }

  private Runnable awaitStep() {
    try {
      Runnable step = ready.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (step == null) {
        throw new AssertionError(
            "an actor waits for something that never comes: "
                + actors.stream().filter(one -> !one.ended).map(one -> one.name).toList());
      }
      return step;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private boolean isCarried(Thread thread) {
    try {
      return thread.isVirtual() && schedulerOf().get(thread) == carrier;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Field schedulerOf() {
    try {
      Field field = Class.forName("java.lang.VirtualThread").getDeclaredField("scheduler");
      field.setAccessible(true);
      return field;
    } catch (ReflectiveOperationException e) {
      throw unsuitable(e);
    }
  }

  private static Thread.Builder.OfVirtual ofVirtual(Executor carrier) {
    try {
      Constructor<?> constructor =
          Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder")
              .getDeclaredConstructor(Executor.class);
      constructor.setAccessible(true);
      return (Thread.Builder.OfVirtual) constructor.newInstance(carrier);
    } catch (ReflectiveOperationException e) {
      throw unsuitable(e);
    }
  }

  private static IllegalStateException unsuitable(ReflectiveOperationException e) {
    return new IllegalStateException("this JDK has no virtual threads on a chosen carrier", e);
  }
}
