package dev.firebucket.lambda.start;

import dev.firebucket.config.deployed.FunctionContext;

/// Work that a function's first event would do anyway, and that needs no event: reading the
/// configuration, loading a library, running a first path. Named in `META-INF/services` of the
/// function: what needs the store first, for two threads take them from the two ends; has no effect
/// but speed.
@FunctionalInterface
public interface Preload {
  /// Does it, once.
  ///
  /// @param context of the function
  /// @throws Exception what goes wrong: it is ignored, for the event will meet it again; a
  ///   [LinkageError] costs the environment, see [Environment]
  void run(FunctionContext context) throws Exception;
}
