package dev.firebucket.config.memory;

import dev.firebucket.config.metrics.MetricFamilies;
import dev.firebucket.config.metrics.MetricSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// How many bytes a process holds at a time of what others send it: bodies of requests, answers of
/// targets, and what both decode to. Whoever is about to hold more takes it from here first.
/// Thread-safe.
///
/// Nobody waits for room: who waited would hold what others wait for.
public final class ByteBudget implements MetricSource {
  /// Shares take so much at once, lest each sample is counted where all threads count.
  private static final long STEP = 64 << 10;

  private final long most;
  private final AtomicLong held = new AtomicLong();
  private final LongAdder refusals = new LongAdder();

  /// @param most bytes of all shares together
  public ByteBudget(long most) {
    this.most = most;
  }

  /// A quarter of the heap.
  public static ByteBudget ofHeap() {
    return new ByteBudget(Runtime.getRuntime().maxMemory() / 4);
  }

  /// A share of a budget that nothing exhausts, for what others have bounded.
  public static Share unlimited() {
    return new ByteBudget(Long.MAX_VALUE).share();
  }

  /// For something that begins to arrive, of no bytes yet.
  public Share share() {
    return shareNextTo(0);
  }

  /// For something that comes out of bytes which another share counts.
  ///
  /// @param bytes of these; both together have to fit
  public Share shareNextTo(long bytes) {
    return new Share(bytes);
  }

  /// Bytes of all shares together, at most.
  public long most() {
    return most;
  }

  /// Bytes that are held now.
  public long held() {
    return held.get();
  }

  @Override
  public void collect(MetricFamilies families) {
    families
        .gauge(
            "firebucket_incoming_bytes",
            "Bytes of requests and of targets' answers that are held now, decoded or not.",
            held.get())
        .gauge(
            "firebucket_incoming_bytes_limit", "Bytes that may be held at a time.", (double) most)
        .counter(
            "firebucket_incoming_refusals_total",
            "How often there was no room for a request or for a target's answer.",
            refusals.sum());
  }

  /// What one request or answer holds. Not thread-safe, but it may be closed by any thread, and
  /// several times: there is no room in it from then on.
  public final class Share implements AutoCloseable {
    private final long nextTo;
    private long mine;
    private boolean closed;

    /// Counted, but not yet needed.
    private long spare;

    private Share(long nextTo) {
      this.nextTo = nextTo;
    }

    /// More is there.
    ///
    /// @return false when there is no room for it; then it is not counted
    public synchronized boolean add(long bytes) {
      if (closed || held.addAndGet(bytes) > most) {
        held.addAndGet(closed ? 0 : -bytes);
        refusals.increment();
        return false;
      }
      mine += bytes;
      return true;
    }

    /// Makes sure of room before there is more.
    ///
    /// @throws NoRoomException when there is none
    public void take(long bytes) throws NoRoomException {
      if (bytes <= spare) {
        spare -= bytes;
        return;
      }
      long missing = bytes - spare;
      long left = most - nextTo - mine;
      long asked = Math.max(missing, Math.min(STEP, left));
      if (asked > left) {
        refusals.increment();
        throw new NoRoomException(true, most);
      }
      if (!add(asked)) {
        throw new NoRoomException(false, most);
      }
      spare = asked - missing;
    }

    /// What was taken is no longer needed; it stays in this share, for what comes next.
    public void giveBack(long bytes) {
      spare += bytes;
    }

    @Override
    public synchronized void close() {
      closed = true;
      held.addAndGet(-mine);
      mine = 0;
    }
  }
}
