package dev.firebucket.storage.object;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// Runs the same step for many inputs on virtual threads, a bounded number at a time.
public final class FanOut {
  private static final int AT_ONCE = 32;

  private FanOut() {}

  /// The step for one input.
  @FunctionalInterface
  public interface Step<A, B> {
    B apply(A input) throws IOException;
  }

  /// The results in the order of the inputs; the first failure cancels the rest.
  public static <A, B> List<B> map(List<A> inputs, Step<A, B> step) throws IOException {
    if (inputs.size() <= 1) {
      return inputs.isEmpty() ? List.of() : List.of(step.apply(inputs.getFirst()));
    }
    Semaphore permits = new Semaphore(AT_ONCE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<B>> futures = new ArrayList<>(inputs.size());
      for (A input : inputs) {
        futures.add(
            threads.submit(
                () -> {
                  permits.acquire();
                  try {
                    return step.apply(input);
                  } finally {
                    permits.release();
                  }
                }));
      }
      return collect(threads, futures);
    }
  }

  private static <B> List<B> collect(ExecutorService threads, List<Future<B>> futures)
      throws IOException {
    List<B> results = new ArrayList<>(futures.size());
    try {
      for (Future<B> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      threads.shutdownNow();
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IOException("reading failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while reading");
    }
  }
}
