package dev.firebucket.lambda.start;

/// Work that a function's first event would do anyway, and that needs neither an event nor the
/// store: loading a library, running a first path. Named in `META-INF/services` of the function;
/// two threads take them from the two ends of the list. Has no effect but speed.
@FunctionalInterface
public interface Preload {
  /// Does it, once.
  ///
  /// @throws Exception what goes wrong: it is ignored, for the event will meet it again; a
  ///   [LinkageError] costs the environment, see [Environment]
  void run() throws Exception;
}
