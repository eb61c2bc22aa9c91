package dev.firebucket.lambda.start;

import dev.firebucket.config.deployed.FunctionContext;

/// What a function's first event would ask the store anyway. Named in `META-INF/services` of the
/// function; asked in this order, as soon as the store is open. Has no effect but speed.
@FunctionalInterface
public interface EarlyRead {
  /// Asks, once.
  ///
  /// @param context of the function
  /// @throws Exception what goes wrong: it is ignored, for the event will meet it again; a
  ///   [LinkageError] costs the environment, see [Environment]
  void run(FunctionContext context) throws Exception;
}
