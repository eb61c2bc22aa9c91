package dev.firebucket.query.ast;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/// Walks of expressions that may be taller than a usual stack: a chain `a or b or c …` is as tall
/// as it has operators. What is tall is long too, so the length of the text decides.
public final class DeepWalk {
  /// Nothing of so few characters is taller than 300.
  private static final int SHORT = 600;

  /// Reserved, not used: pages are taken as the walk goes down.
  private static final long STACK_BYTES = 64L << 20;

  private DeepWalk() {}

  /// Does something that walks an expression, on a stack that is deep enough.
  ///
  /// @param length of the expression's text
  public static <T> T over(int length, Supplier<T> walk) {
    if (length <= SHORT) {
      return walk.get();
    }
    FutureTask<T> task = new FutureTask<>(walk::get);
    Thread thread = new Thread(null, task, "deep-walk", STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    return result(task);
  }

  /// A walk is short and cannot be stopped: an interrupt waits for its end.
  private static <T> T result(FutureTask<T> task) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw unwrapped(e);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException unwrapped(ExecutionException error) {
    return switch (error.getCause()) {
      case RuntimeException own -> own;
      case Error fatal -> throw fatal;
      case null, default -> new IllegalStateException(error);
    };
  }
}
