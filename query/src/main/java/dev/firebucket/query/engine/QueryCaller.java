package dev.firebucket.query.engine;

import java.util.function.Supplier;

/// On whose behalf queries run: where many wait, callers take turns.
public final class QueryCaller {
  private static final ScopedValue<String> CALLER = ScopedValue.newInstance();

  private QueryCaller() {}

  /// Runs something that asks the engine.
  ///
  /// @param name of the caller, such as its address
  public static <T> T as(String name, Supplier<T> asking) {
    return ScopedValue.where(CALLER, name).call(asking::get);
  }

  /// The caller of now; nobody is one caller too.
  static String current() {
    return CALLER.orElse("");
  }
}
