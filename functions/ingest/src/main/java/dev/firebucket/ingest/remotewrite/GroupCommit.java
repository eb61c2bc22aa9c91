package dev.firebucket.ingest.remotewrite;

import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.tail.SampleWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Writes the batches of requests that come within a short while as one object: a bucket is paid by
/// the PUT. Each caller waits until its samples are durable. Safe for use by several threads.
///
/// The first caller of a group leads it: it waits for the others, then writes for all. While it
/// writes, the next group gathers.
final class GroupCommit {
  private static final int FULL_SAMPLES = 500_000;
  private static final int MAX_WAITING_SAMPLES = 4_000_000;

  private static final class Group {
    private final List<SampleBatch> batches = new ArrayList<>();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private int samples;
  }

  private final SampleWriter writer;
  private final long windowNanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrival = lock.newCondition();
  private @Nullable Group gathering;
  private int waitingSamples;

  /// @param window how long a group gathers; zero writes each batch by itself
  GroupCommit(SampleWriter writer, Duration window) {
    this.writer = writer;
    this.windowNanos = window.toNanos();
  }

  /// Writes a batch, perhaps with others; durable when it returns.
  ///
  /// @throws RemoteWriteException 503 when too many samples wait already
  /// @throws IOException when the store does not take the object: nothing of the batch is promised
  void write(SampleBatch batch) throws RemoteWriteException, IOException, InterruptedException {
    Group group;
    boolean leads;
    lock.lock();
    try {
      if (waitingSamples + batch.sampleCount() > MAX_WAITING_SAMPLES && waitingSamples > 0) {
        throw new RemoteWriteException(
            503, "too many samples wait to be stored: send them again later");
      }
      waitingSamples += batch.sampleCount();
      leads = gathering == null;
      group = gathering == null ? new Group() : gathering;
      gathering = group;
      group.batches.add(batch);
      group.samples += batch.sampleCount();
      arrival.signal();
      if (leads) {
        gather(group);
      }
    } finally {
      lock.unlock();
    }
    if (leads) {
      flush(group);
    }
    await(group);
  }

  private void gather(Group group) {
    long left = windowNanos;
    try {
      while (left > 0 && group.samples < FULL_SAMPLES) {
        left = arrival.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      // The others of the group rely on this thread: write at once, be interrupted after.
      Thread.currentThread().interrupt();
    }
    gathering = null;
  }

  private void flush(Group group) {
    boolean interrupted = Thread.interrupted();
    try {
      writer.write(merged(group));
      group.done.complete(null);
    } catch (IOException | RuntimeException | Error e) {
      group.done.completeExceptionally(e);
    } finally {
      release(group);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void release(Group group) {
    lock.lock();
    try {
      waitingSamples -= group.samples;
    } finally {
      lock.unlock();
    }
  }

  private static SampleBatch merged(Group group) {
    SampleBatch merged = group.batches.getFirst();
    group.batches.subList(1, group.batches.size()).forEach(merged::appendAll);
    return merged;
  }

  private static void await(Group group) throws IOException, InterruptedException {
    try {
      group.done.get(10, TimeUnit.MINUTES);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io
          ? new IOException(io.getMessage(), io)
          : new IOException("samples could not be stored: " + e.getCause(), e.getCause());
    } catch (java.util.concurrent.TimeoutException e) {
      throw new IOException("samples were not stored in ten minutes", e);
    }
  }
}
