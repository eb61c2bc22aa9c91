package dev.firebucket.lambda.start;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// How long Lambda lets the event under way go on. An environment has one event at a time.
public final class RemainingTime {
  private static final RemainingTime OF_PROCESS = new RemainingTime();

  private final AtomicReference<@Nullable Context> event = new AtomicReference<>();

  RemainingTime() {}

  /// Of the event that this process handles.
  public static RemainingTime ofProcess() {
    return OF_PROCESS;
  }

  void begin(@Nullable Context context) {
    event.set(context);
  }

  /// By Lambda's clock: the timeout of the function, less what was used of it before the function's
  /// own code began.
  ///
  /// @param otherwise where no event is under way
  public Duration get(Duration otherwise) {
    Context context = event.get();
    return context == null ? otherwise : Duration.ofMillis(context.getRemainingTimeInMillis());
  }
}
