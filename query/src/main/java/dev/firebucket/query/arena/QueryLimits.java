package dev.firebucket.query.arena;

import dev.firebucket.query.error.PromqlException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// How much one query may use: samples in memory, and time. Safe for use by several threads.
public final class QueryLimits {
  private static final ScheduledThreadPoolExecutor TIMER =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("query-timeouts").factory());

  static {
    // Queries end long before their time: what is to end with them is not to be held until then.
    TIMER.setRemoveOnCancelPolicy(true);
  }

  private final long maxSamples;
  private final long deadlineNanos;
  private final LongSupplier nanoClock;

  /// Of the query and all its parts.
  private final AtomicLong held;

  /// Of this part alone.
  private final AtomicLong own = new AtomicLong();

  private final Set<Runnable> whenCanceled = ConcurrentHashMap.newKeySet();
  private final @Nullable QueryLimits whole;
  private volatile boolean canceled;

  /// @param maxSamples how many samples the query may hold
  /// @param deadlineNanos when it must have ended, on the clock
  /// @param nanoClock `System::nanoTime`, or a test's own
  public QueryLimits(long maxSamples, long deadlineNanos, LongSupplier nanoClock) {
    this.maxSamples = maxSamples;
    this.deadlineNanos = deadlineNanos;
    this.nanoClock = nanoClock;
    this.held = new AtomicLong();
    this.whole = null;
  }

  private QueryLimits(QueryLimits whole) {
    this.maxSamples = whole.maxSamples;
    this.deadlineNanos = whole.deadlineNanos;
    this.nanoClock = whole.nanoClock;
    this.held = whole.held;
    this.whole = whole;
  }

  /// The limits of a part of the query: what it holds counts as the query's until it is given back,
  /// and it can be canceled alone.
  public QueryLimits part() {
    return new QueryLimits(this);
  }

  /// Says that nothing of this part is held any more; parts of it give back on their own.
  public void giveBack() {
    held.addAndGet(-own.getAndSet(0));
  }

  /// Counts samples that are now held.
  ///
  /// @throws PromqlException of type `EXECUTION` when there are too many
  public void hold(long count) {
    own.addAndGet(count);
    if (held.addAndGet(count) > maxSamples) {
      throw tooManySamples();
    }
  }

  /// Asks whether so many samples more could be held.
  ///
  /// @throws PromqlException of type `EXECUTION` when that would be too many
  public void checkRoomFor(long count) {
    if (count > room()) {
      throw tooManySamples();
    }
  }

  /// The error of a query that would hold too many samples.
  public static PromqlException tooManySamples() {
    return new PromqlException(
        PromqlException.Type.EXECUTION,
        "query processing would load too many samples into memory in query execution",
        null);
  }

  /// How many samples more could be held.
  public long room() {
    return maxSamples - held.get();
  }

  /// How many samples the query holds.
  public long held() {
    return held.get();
  }

  /// Ends the query at its next check, and what is under way of it now.
  public void cancel() {
    canceled = true;
    whenCanceled.forEach(Runnable::run);
  }

  /// Something that is to end with the query, as long as it is not closed.
  @FunctionalInterface
  public interface Watched extends AutoCloseable {
    @Override
    void close();
  }

  /// Has something ended when the query is canceled or its time is over, until closed.
  public Watched whenEnded(Runnable end) {
    Future<?> timeout = TIMER.schedule(end, remainingNanos(), TimeUnit.NANOSECONDS);
    Watched canceling = whenCanceled(end);
    return () -> {
      canceling.close();
      timeout.cancel(false);
    };
  }

  private Watched whenCanceled(Runnable end) {
    whenCanceled.add(end);
    if (canceled) {
      end.run();
    }
    if (whole == null) {
      return () -> whenCanceled.remove(end);
    }
    Watched ofWhole = whole.whenCanceled(end);
    return () -> {
      whenCanceled.remove(end);
      ofWhole.close();
    };
  }

  /// Nanoseconds that are left, 0 when there are none.
  public long remainingNanos() {
    return Math.max(0, deadlineNanos - nanoClock.getAsLong());
  }

  /// @throws PromqlException of type `TIMEOUT` after the deadline, of type `CANCELED` when canceled
  public void check() {
    if (isCanceled()) {
      throw new PromqlException(
          PromqlException.Type.CANCELED, "query was canceled in query execution", null);
    }
    if (nanoClock.getAsLong() - deadlineNanos >= 0) {
      throw timedOut();
    }
  }

  private boolean isCanceled() {
    return canceled || (whole != null && whole.isCanceled());
  }

  /// The error of a query that took too long.
  public static PromqlException timedOut() {
    return new PromqlException(
        PromqlException.Type.TIMEOUT, "query timed out in query execution", null);
  }
}
