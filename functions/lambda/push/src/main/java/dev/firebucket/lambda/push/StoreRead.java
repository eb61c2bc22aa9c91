package dev.firebucket.lambda.push;

import dev.firebucket.config.deployed.FunctionContext;
import dev.firebucket.lambda.start.EarlyRead;
import java.io.IOException;

/// Sends the store its first request, the listing of a group that nobody can push: what a request
/// needs takes much longer to load than to use.
public final class StoreRead implements EarlyRead {
  @Override
  public void run(FunctionContext context) throws IOException {
    var _ = context.bucket().store().list("push/-/");
  }
}
