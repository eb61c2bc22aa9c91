package dev.firebucket.alerting.schedule;

import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.tail.SampleWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Puts together what the groups of a tick write: a request and an object for many groups instead
/// of one for each. The first that has something to write waits a moment for the others, unless
/// none is left. Safe for use by several threads.
final class TickWriter {
  private final SampleWriter writer;
  private final Duration patience;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition complete = lock.newCondition();
  private List<Waiting> waiting = new ArrayList<>();
  private int expected;

  /// What one group writes, and who waits for it.
  private record Waiting(List<SampleBatch> batches, CompletableFuture<Void> written) {}

  /// @param patience how long the first waits for others
  TickWriter(SampleWriter writer, Duration patience) {
    this.writer = writer;
    this.patience = patience;
  }

  /// The writer of one group: the others wait for it until it writes or is closed.
  Turn turn() {
    lock.lock();
    try {
      expected++;
    } finally {
      lock.unlock();
    }
    return new Turn();
  }

  /// A group's part. Not for use by several threads.
  final class Turn implements SampleWriter, AutoCloseable {
    private boolean taken;

    @Override
    public void write(List<SampleBatch> batches) throws IOException {
      if (batches.stream().allMatch(SampleBatch::isEmpty)) {
        close();
        return;
      }
      Waiting mine = new Waiting(batches, new CompletableFuture<>());
      if (isFirst(mine)) {
        writeTogether(gathered());
      }
      await(mine.written());
    }

    private boolean isFirst(Waiting mine) {
      lock.lock();
      try {
        take();
        waiting.add(mine);
        return waiting.size() == 1;
      } finally {
        lock.unlock();
      }
    }

    private void take() {
      if (!taken) {
        taken = true;
        expected--;
        complete.signalAll();
      }
    }

    @Override
    public void close() {
      lock.lock();
      try {
        take();
      } finally {
        lock.unlock();
      }
    }
  }

  /// Everything that waits, when all have come or patience is at an end.
  private List<Waiting> gathered() {
    lock.lock();
    try {
      awaitOthers();
      List<Waiting> gathered = waiting;
      waiting = new ArrayList<>();
      return gathered;
    } finally {
      lock.unlock();
    }
  }

  private void awaitOthers() {
    try {
      long left = patience.toNanos();
      while (expected > 0 && left > 0) {
        left = complete.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      // Whoever interrupts wants an end: what has come is written now.
      Thread.currentThread().interrupt();
    }
  }

  /// What the store refuses, all learn; samples that cannot be written at all concern their own
  /// group only.
  private void writeTogether(List<Waiting> together) {
    try {
      writer.write(together.stream().flatMap(one -> one.batches().stream()).toList());
      together.forEach(one -> one.written().complete(null));
    } catch (IOException | Error e) {
      together.forEach(one -> one.written().completeExceptionally(e));
    } catch (RuntimeException e) {
      if (together.size() == 1) {
        together.getFirst().written().completeExceptionally(e);
      } else {
        together.forEach(one -> writeTogether(List.of(one)));
      }
    }
  }

  /// The writer has its own timeouts.
  private static void await(CompletableFuture<Void> written) throws IOException {
    try {
      written.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(String.valueOf(cause.getMessage()), cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the samples were written");
    }
  }
}
