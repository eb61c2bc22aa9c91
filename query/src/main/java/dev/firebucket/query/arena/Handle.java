package dev.firebucket.query.arena;

/// A BIGINT that stands for an object of a query: the arena's number above, the object's below.
public final class Handle {
  private Handle() {}

  static long of(int arena, int index) {
    return (long) arena << 32 | index;
  }

  /// The number of the arena.
  public static int arena(long handle) {
    return (int) (handle >>> 32);
  }

  static int index(long handle) {
    return (int) handle;
  }
}
