package dev.firebucket.ingest.writing;

import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.tail.SampleWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gathers the batches that arrive within a moment and writes them as one object.
///
/// A write that the store refuses is repeated, with growing pauses, while new batches gather behind
/// it. What waits too long, or what is too much, is dropped, the oldest first: its future fails, it
/// is counted and logged. Safe for use by several threads; it runs one thread of its own until
/// [#close()].
public final class BatchingSampleWriter implements SampleWriter, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BatchingSampleWriter.class);

  /// A batch that waits.
  ///
  /// @param arrived `System.nanoTime`
  private record Waiting(SampleBatch batch, long arrived, CompletableFuture<Void> stored) {}

  private static final long CLOSING_PAUSE = Duration.ofMillis(50).toNanos();

  private final SampleWriter store;
  private final WriterOptions options;
  private final Thread thread;
  private final Object lock = new Object();
  private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
  private boolean closing;
  private long closeBy;
  private long samplesWaiting;
  private long objectsWritten;
  private long samplesWritten;
  private long writesFailed;
  private long samplesDropped;

  public BatchingSampleWriter(SampleWriter store, WriterOptions options) {
    this.store = store;
    this.options = options;
    this.thread = Thread.ofPlatform().daemon().name("firebucket-writer").unstarted(this::run);
    thread.start();
  }

  /// Hands a batch over; it must not be changed afterwards.
  ///
  /// @return completes when the batch is durable and visible to queries; fails with an
  ///   [IOException] when it was given up
  public CompletableFuture<Void> submit(SampleBatch batch) {
    CompletableFuture<Void> stored = new CompletableFuture<>();
    if (batch.isEmpty()) {
      stored.complete(null);
      return stored;
    }
    List<Waiting> dropped;
    synchronized (lock) {
      if (closing) {
        stored.completeExceptionally(new IOException("the writer is closed"));
        return stored;
      }
      queue.add(new Waiting(batch, System.nanoTime(), stored));
      samplesWaiting += batch.sampleCount();
      dropped = takeExcess();
      lock.notifyAll();
    }
    drop(dropped, new IOException("more than " + options.samplesKept() + " samples were waiting"));
    return stored;
  }

  /// Hands over what belongs into one object.
  public CompletableFuture<Void> submit(List<SampleBatch> batches) {
    SampleBatch whole = new SampleBatch();
    batches.forEach(whole::appendAll);
    return submit(whole);
  }

  /// Hands a batch over and waits until it is durable.
  @Override
  public void write(SampleBatch batch) throws IOException {
    try {
      submit(batch).get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while samples were being stored", interrupted);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof IOException io ? io : new IOException(failed.getCause());
    }
  }

  /// What was done so far.
  public WriterCounters counters() {
    synchronized (lock) {
      return new WriterCounters(
          objectsWritten, samplesWritten, writesFailed, samplesDropped, samplesWaiting);
    }
  }

  /// Writes what waits and ends. What the store does not take in time is dropped and counted.
  @Override
  public void close() {
    synchronized (lock) {
      if (!closing) {
        closing = true;
        closeBy = System.nanoTime() + options.closing().toNanos();
        lock.notifyAll();
      }
    }
    try {
      if (!thread.join(options.closing().plusMillis(50))) {
        thread.interrupt();
        giveUp(new IOException("the store did not answer before the end of the process"));
      }
    } catch (InterruptedException interrupted) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      Duration pause = options.firstPause();
      for (List<Waiting> group = next(); !group.isEmpty(); group = next()) {
        IOException refused = store(group);
        if (refused == null) {
          pause = options.firstPause();
        } else {
          putBack(group, refused);
          pauseFor(pause);
          pause = shorter(pause.multipliedBy(2), options.longestPause());
        }
      }
    } catch (InterruptedException ended) {
      giveUp(new IOException("the writer was interrupted", ended));
    }
  }

  /// The batches of the next object, at most so many that it stays small; none at the end.
  private List<Waiting> next() throws InterruptedException {
    synchronized (lock) {
      while (queue.isEmpty()) {
        if (closing) {
          return List.of();
        }
        lock.wait();
      }
      waitUntil(queue.getFirst().arrived() + options.gather().toNanos());
      List<Waiting> group = new ArrayList<>();
      long samples = 0;
      for (Waiting first = queue.peek(); first != null; first = queue.peek()) {
        samples += first.batch().sampleCount();
        if (!group.isEmpty() && samples > options.samplesPerObject()) {
          break;
        }
        group.add(queue.remove());
      }
      return group;
    }
  }

  private void pauseFor(Duration pause) throws InterruptedException {
    synchronized (lock) {
      waitUntil(System.nanoTime() + pause.toNanos());
      if (closing && System.nanoTime() - closeBy > 0) {
        throw new InterruptedException("time to close is over");
      }
    }
  }

  /// Waits for a time of `System.nanoTime`, or, when closing, a moment only.
  private void waitUntil(long time) throws InterruptedException {
    long moment = System.nanoTime() + CLOSING_PAUSE;
    for (long left = left(time, moment); left > 0; left = left(time, moment)) {
      lock.wait(left / 1_000_000, (int) (left % 1_000_000));
    }
  }

  private long left(long time, long moment) {
    long now = System.nanoTime();
    return closing ? Math.min(time - now, moment - now) : time - now;
  }

  /// Writes a group as one object; null when it is stored, else why not.
  private @Nullable IOException store(List<Waiting> group) {
    SampleBatch whole = group.getFirst().batch();
    if (group.size() > 1) {
      whole = new SampleBatch();
      for (Waiting waiting : group) {
        whole.appendAll(waiting.batch());
      }
    }
    try {
      store.write(whole);
    } catch (IOException refused) {
      return refused;
    } catch (RuntimeException broken) {
      isolate(group, broken);
      return null;
    }
    written(group, whole.sampleCount());
    return null;
  }

  /// One batch that cannot be written must not hold up the others: each is tried alone.
  private void isolate(List<Waiting> group, RuntimeException broken) {
    if (group.size() > 1) {
      group.forEach(
          one -> {
            IOException refused = store(List.of(one));
            if (refused != null) {
              putBack(List.of(one), refused);
            }
          });
      return;
    }
    LOG.error("samples cannot be written", broken);
    synchronized (lock) {
      samplesWaiting -= group.getFirst().batch().sampleCount();
    }
    drop(group, new IOException("samples cannot be written: " + broken, broken));
  }

  private void written(List<Waiting> group, int samples) {
    synchronized (lock) {
      objectsWritten++;
      samplesWritten += samples;
      group.forEach(one -> samplesWaiting -= one.batch().sampleCount());
    }
    group.forEach(one -> one.stored().complete(null));
  }

  private void putBack(List<Waiting> group, IOException refused) {
    List<Waiting> late = new ArrayList<>();
    synchronized (lock) {
      writesFailed++;
      for (int i = group.size() - 1; i >= 0; i--) {
        queue.addFirst(group.get(i));
      }
      long oldest = System.nanoTime() - options.keep().toNanos();
      while (!queue.isEmpty() && queue.getFirst().arrived() - oldest < 0) {
        late.add(takeFirst());
      }
    }
    LOG.warn("samples could not be stored and wait: {}", refused.getMessage());
    drop(late, refused);
  }

  /// Takes the oldest batches out while more wait than may; the newest always stays.
  private List<Waiting> takeExcess() {
    List<Waiting> excess = new ArrayList<>();
    while (samplesWaiting > options.samplesKept() && queue.size() > 1) {
      excess.add(takeFirst());
    }
    return excess;
  }

  private Waiting takeFirst() {
    Waiting first = queue.removeFirst();
    samplesWaiting -= first.batch().sampleCount();
    return first;
  }

  private void giveUp(IOException reason) {
    List<Waiting> left = new ArrayList<>();
    synchronized (lock) {
      while (!queue.isEmpty()) {
        left.add(takeFirst());
      }
    }
    drop(left, reason);
  }

  private void drop(List<Waiting> dropped, IOException reason) {
    if (dropped.isEmpty()) {
      return;
    }
    long samples = dropped.stream().mapToLong(one -> one.batch().sampleCount()).sum();
    synchronized (lock) {
      samplesDropped += samples;
    }
    LOG.error("{} samples dropped: {}", samples, reason.getMessage());
    dropped.forEach(one -> one.stored().completeExceptionally(reason));
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
