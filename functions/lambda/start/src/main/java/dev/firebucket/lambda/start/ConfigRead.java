package dev.firebucket.lambda.start;

import dev.firebucket.config.deployed.FunctionContext;
import java.io.IOException;

/// Reads the configuration, and so runs the first requests to the store.
public final class ConfigRead implements EarlyRead {
  @Override
  public void run(FunctionContext context) throws IOException {
    var _ = context.config().current();
  }
}
