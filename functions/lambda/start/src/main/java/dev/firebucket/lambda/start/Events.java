package dev.firebucket.lambda.start;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Hands events to a handler, until the environment is lost: that event fails, whatever the handler
/// answered, and the process ends.
///
/// The thread that brings events ends when AWS's runtime client has told of the failure; threads of
/// the function could keep the process alive after it. So one waits for that thread, and halts.
/// Should a client bring another event after all, it costs that event.
final class Events implements RequestStreamHandler {
  private final Environment environment;
  private final Runnable starting;
  private final RequestStreamHandler handler;
  private final Runnable halt;
  private boolean hasToldOfLoss;

  /// @param starting starts what the handler needs; does nothing when that is done
  Events(Environment environment, Runnable starting, RequestStreamHandler handler) {
    this(environment, starting, handler, () -> Runtime.getRuntime().halt(1));
  }

  /// @param halt ends the process
  Events(Environment environment, Runnable starting, RequestStreamHandler handler, Runnable halt) {
    this.environment = environment;
    this.starting = starting;
    this.handler = handler;
    this.halt = halt;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    RemainingTime.ofProcess().begin(context);
    if (hasToldOfLoss) {
      halt.run();
    }
    try {
      start();
      handler.handleRequest(input, output, context);
    } catch (IOException | RuntimeException | Error failure) {
      if (endsClient(failure)) {
        environment.lose(failure);
      }
      environment.failed(failure);
      requireEnvironment();
      throw failure;
    }
    requireEnvironment();
  }

  /// AWS's client asks for no event after these: without its process' end nobody would.
  private static boolean endsClient(Throwable failure) {
    return failure instanceof VirtualMachineError || failure instanceof IOError;
  }

  private void start() {
    try {
      starting.run();
    } catch (RuntimeException | Error failure) {
      // What a start initialised half stays so.
      environment.lose(failure);
    }
    requireEnvironment();
  }

  private void requireEnvironment() {
    try {
      environment.check();
    } catch (LostEnvironmentError lost) {
      if (!hasToldOfLoss) {
        hasToldOfLoss = true;
        haltAfter(Thread.currentThread());
      }
      throw lost;
    }
  }

  private void haltAfter(Thread events) {
    var _ =
        Thread.ofPlatform()
            .daemon()
            .name("end-of-environment")
            .start(
                () -> {
                  try {
                    events.join();
                    halt.run();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
  }
}
