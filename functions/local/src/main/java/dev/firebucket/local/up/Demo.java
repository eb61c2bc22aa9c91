package dev.firebucket.local.up;

import dev.firebucket.samples.DemoApp;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The demo app inside this process, so that the sample configuration finds all its targets up.
final class Demo implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Demo.class);

  private final @Nullable DemoApp app;

  private Demo(@Nullable DemoApp app) {
    this.app = app;
  }

  /// Starts it when the sample configuration runs. Where its port is taken (by a demo app that
  /// somebody started) the server goes on without one of its own.
  static Demo startFor(UpSettings settings) {
    if (!settings.sampleConfig()) {
      return new Demo(null);
    }
    try {
      return new Demo(DemoApp.start(DemoApp.DEFAULT_PORT));
    } catch (IOException e) {
      LOG.warn(
          "the demo app is not started, port {} cannot be listened on: {}",
          DemoApp.DEFAULT_PORT,
          e.getMessage());
      return new Demo(null);
    }
  }

  /// What it answers to, null where it does not run.
  @Nullable String url() {
    return app == null ? null : "http://127.0.0.1:" + app.port() + "/metrics";
  }

  @Override
  public void close() {
    if (app != null) {
      app.close();
    }
  }
}
