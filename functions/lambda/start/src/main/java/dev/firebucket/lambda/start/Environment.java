package dev.firebucket.lambda.start;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether this environment can go on. Whoever catches a failure shows it here, for many who do go
/// on after it: a rule, a request, a preload. Safe for use by several threads.
public final class Environment {
  private static final Logger LOG = LoggerFactory.getLogger(Environment.class);

  /// Deeper chains of causes are circles.
  private static final int DEEPEST = 50;

  /// Of the process that Lambda started.
  private static final Environment OF_PROCESS = new Environment();

  private final AtomicReference<@Nullable Throwable> lost = new AtomicReference<>();

  Environment() {}

  /// That of this process.
  public static Environment ofProcess() {
    return OF_PROCESS;
  }

  /// Looks at a failure: what could not be linked once never can in this JVM.
  public void failed(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (cause instanceof LinkageError) {
        lose(failure);
        return;
      }
      cause = cause.getCause();
    }
  }

  /// Whatever the failure is, nothing works after it.
  void lose(Throwable failure) {
    if (lost.compareAndSet(null, failure)) {
      LOG.error("this environment cannot work, and ends with its next answer", failure);
    }
  }

  /// @throws LostEnvironmentError when the environment is lost
  void check() {
    Throwable why = lost.get();
    if (why != null) {
      throw new LostEnvironmentError(why);
    }
  }
}
