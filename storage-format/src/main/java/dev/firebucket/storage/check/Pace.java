package dev.firebucket.storage.check;

import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// How fast something is read, so that others hardly notice. Safe for use by several threads.
public final class Pace {
  private final double bytesPerNano;
  private final LongSupplier nanoTime;
  private long due;

  /// @param bytesPerSecond above 0
  public Pace(long bytesPerSecond) {
    this(bytesPerSecond, System::nanoTime);
  }

  Pace(long bytesPerSecond, LongSupplier nanoTime) {
    if (bytesPerSecond <= 0) {
      throw new IllegalArgumentException("a pace must be above 0 bytes a second");
    }
    this.bytesPerNano = bytesPerSecond / 1e9;
    this.nanoTime = nanoTime;
    this.due = nanoTime.getAsLong();
  }

  /// Waits until so many bytes more may be read.
  ///
  /// @throws InterruptedIOException when the thread is interrupted meanwhile
  void take(long bytes) throws InterruptedIOException {
    long wait = waitFor(bytes);
    try {
      TimeUnit.NANOSECONDS.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while objects were checked");
    }
  }

  /// How long to wait, nanoseconds. What was not read in the past is not made up for.
  synchronized long waitFor(long bytes) {
    long now = nanoTime.getAsLong();
    long wait = Math.max(0, due - now);
    due = now + wait + (long) (bytes / bytesPerNano);
    return wait;
  }
}
