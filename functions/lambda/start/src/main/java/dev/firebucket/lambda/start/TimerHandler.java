package dev.firebucket.lambda.start;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.quarkus.funqy.lambda.FunqyStreamHandler;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Entry point of the functions that a timer or a queue fires: Quarkus', with an early start.
public final class TimerHandler implements RequestStreamHandler {
  static {
    // Before the first touch of Quarkus' handler, which boots it.
    EarlyStart.begin();
  }

  private final RequestStreamHandler events =
      new Events(Environment.ofProcess(), Quarkus::manualStart, new FunqyStreamHandler());

  public TimerHandler() {
    EarlyStart.help();
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    events.handleRequest(input, output, context);
  }
}
