package dev.firebucket.lambda.start;

/// Work that a function's first event would do anyway, and that needs no event: loading a library,
/// compiling a first path. Named in `META-INF/services` of the function; has no effect but speed.
@FunctionalInterface
public interface Preload {
  /// Does it, once.
  ///
  /// @throws Exception what goes wrong: it is ignored, for the event will meet it again
  void run() throws Exception;
}
