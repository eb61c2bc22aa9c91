package dev.firebucket.ingest.writing;

import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.tail.SampleWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one way of a process into `tail/`: gathers what scrapes, rules and remote write hand over
/// within a moment, and writes it as one object, since a bucket is paid by the PUT.
///
/// ```java
/// writer.submit(batches, WritePolicy.KEPT);           // a scrape: nobody waits for it
/// writer.as(WritePolicy.ANSWERED).write(batches);     // remote write: durable when it returns
/// ```
///
/// Safe for use by several threads; it runs threads of its own until [#close()].
public final class GatheringWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GatheringWriter.class);
  private static final Duration CLOSING_PAUSE = Duration.ofMillis(50);

  private final SampleWriter store;
  private final WriterOptions options;
  private final Thread gatherer;
  private final ExecutorService writes;
  private final Semaphore permits;
  private final Object lock = new Object();
  private final Backlog backlog;
  private boolean closing;

  /// Whether what waited was given up: nothing is written again.
  private boolean gaveUp;

  private long closingSince;
  private long objectsWritten;
  private long samplesWritten;
  private long writesFailed;
  private long samplesDropped;

  public GatheringWriter(SampleWriter store, WriterOptions options) {
    this.store = store;
    this.options = options;
    this.backlog = new Backlog(options);
    this.permits = new Semaphore(options.writesAtOnce());
    this.writes =
        Executors.newFixedThreadPool(
            options.writesAtOnce(),
            Thread.ofPlatform().daemon().name("firebucket-writer-", 0).factory());
    this.gatherer = Thread.ofPlatform().daemon().name("firebucket-gatherer").unstarted(this::run);
    gatherer.start();
  }

  /// Hands batches over; they must not be changed afterwards.
  ///
  /// @return completes when they are durable and visible to queries; fails with an [IOException]
  ///   when they were given up, a [TooManySamplesWaitingException] when they were not taken
  public CompletableFuture<Void> submit(List<SampleBatch> batches, WritePolicy policy) {
    Submission submission = Submission.of(batches, policy);
    if (submission.samples() == 0) {
      return CompletableFuture.completedFuture(null);
    }
    List<Submission> dropped;
    synchronized (lock) {
      if (closing) {
        return CompletableFuture.failedFuture(new IOException("the writer is closed"));
      }
      try {
        dropped = backlog.add(submission);
      } catch (TooManySamplesWaitingException tooMany) {
        return CompletableFuture.failedFuture(tooMany);
      }
      lock.notifyAll();
    }
    drop(dropped, new TooManySamplesWaitingException(options.samplesKept()));
    return submission.stored();
  }

  /// A writer that waits until what it hands over is durable.
  public SampleWriter as(WritePolicy policy) {
    return batches -> await(submit(batches, policy));
  }

  private static void await(CompletableFuture<Void> stored) throws IOException {
    try {
      stored.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while samples were being stored", interrupted);
    } catch (ExecutionException failed) {
      // The waiters of one object share the cause; each gets its own stack.
      throw failed.getCause() instanceof TooManySamplesWaitingException tooMany
          ? tooMany
          : new IOException(message(failed.getCause()), failed.getCause());
    }
  }

  private static String message(@Nullable Throwable cause) {
    return cause instanceof IOException
        ? String.valueOf(cause.getMessage())
        : "samples could not be stored: " + cause;
  }

  /// What was done so far.
  public WriterCounters counters() {
    synchronized (lock) {
      return new WriterCounters(
          objectsWritten, samplesWritten, writesFailed, samplesDropped, backlog.samplesWaiting());
    }
  }

  /// Writes what waits and ends. What the store does not take in time is dropped and counted.
  @Override
  public void close() {
    synchronized (lock) {
      if (!closing) {
        closing = true;
        closingSince = System.nanoTime();
        backlog.resume();
        lock.notifyAll();
      }
    }
    try {
      if (!gatherer.join(options.closing().plus(CLOSING_PAUSE))) {
        gatherer.interrupt();
        giveUp(new IOException("the store did not answer before the end of the process"));
      }
    } catch (InterruptedException interrupted) {
      gatherer.interrupt();
      Thread.currentThread().interrupt();
    } finally {
      writes.shutdownNow();
    }
  }

  private void run() {
    try {
      while (true) {
        // While all writes are under way, the next object gathers.
        permits.acquire();
        List<Submission> group = next();
        if (group.isEmpty()) {
          return;
        }
        writes.execute(() -> write(group));
      }
    } catch (InterruptedException ended) {
      giveUp(new IOException("the writer was interrupted", ended));
    }
  }

  /// The submissions of the next object; none at the end.
  private List<Submission> next() throws InterruptedException {
    synchronized (lock) {
      while (true) {
        long now = System.nanoTime();
        if (closing && now - closingSince > options.closing().toNanos()) {
          throw new InterruptedException("closing took too long");
        }
        if (backlog.isEmpty()) {
          if (closing && backlog.writesUnderWay() == 0) {
            return List.of();
          }
          lock.wait(closing ? CLOSING_PAUSE.toMillis() : 0);
          continue;
        }
        long left = backlog.due(now) - now;
        if (left <= 0 || (closing && now - closingSince >= CLOSING_PAUSE.toNanos())) {
          List<Submission> group = backlog.take(now);
          if (!group.isEmpty()) {
            return group;
          }
          backlog.ended();
        }
        long most = closing ? Math.min(left, CLOSING_PAUSE.toNanos()) : left;
        long wait = Math.max(1, most);
        lock.wait(wait / 1_000_000, (int) (wait % 1_000_000));
      }
    }
  }

  private void write(List<Submission> group) {
    try {
      IOException refused = store(group);
      if (refused != null) {
        putBack(group, refused);
      }
    } finally {
      permits.release();
      synchronized (lock) {
        backlog.ended();
        lock.notifyAll();
      }
    }
  }

  /// Writes a group as one object; null when its samples no longer wait, else why it was refused.
  private @Nullable IOException store(List<Submission> group) {
    List<SampleBatch> batches = group.stream().flatMap(one -> one.batches().stream()).toList();
    try {
      store.write(batches);
    } catch (IOException refused) {
      return refused;
    } catch (RuntimeException | Error broken) {
      isolate(group, broken);
      return null;
    }
    synchronized (lock) {
      objectsWritten++;
      group.forEach(one -> samplesWritten += one.samples());
      backlog.forget(group);
      backlog.storeAnswers();
    }
    group.forEach(one -> one.stored().complete(null));
    return null;
  }

  /// Samples that cannot be written must not block the others: each submission is tried alone.
  private void isolate(List<Submission> group, Throwable broken) {
    if (group.size() > 1) {
      for (Submission one : group) {
        IOException refused = store(List.of(one));
        if (refused != null) {
          putBack(List.of(one), refused);
        }
      }
      return;
    }
    LOG.error("samples cannot be written", broken);
    drop(group, new IOException("samples cannot be written: " + broken, broken));
  }

  private void putBack(List<Submission> group, IOException refused) {
    List<Submission> kept = group.stream().filter(one -> one.policy().keepsTrying()).toList();
    List<Submission> answered = group.stream().filter(one -> !one.policy().keepsTrying()).toList();
    List<Submission> late = List.of();
    synchronized (lock) {
      writesFailed++;
      backlog.forget(answered);
      if (gaveUp) {
        late = kept;
      } else if (!kept.isEmpty()) {
        late =
            backlog.putBack(
                kept, System.nanoTime(), closing ? CLOSING_PAUSE : options.longestPause());
      }
    }
    LOG.warn("samples could not be stored: {}", refused.getMessage());
    drop(late, refused);
    answered.forEach(one -> one.stored().completeExceptionally(refused));
  }

  private void giveUp(IOException reason) {
    List<Submission> left;
    synchronized (lock) {
      gaveUp = true;
      left = backlog.takeAll();
    }
    drop(left, reason);
  }

  private void drop(List<Submission> dropped, IOException reason) {
    if (dropped.isEmpty()) {
      return;
    }
    long samples = dropped.stream().mapToLong(Submission::samples).sum();
    synchronized (lock) {
      samplesDropped += samples;
      backlog.forget(dropped);
    }
    LOG.error("{} samples dropped: {}", samples, reason.getMessage());
    dropped.forEach(one -> one.stored().completeExceptionally(reason));
  }
}
