package dev.firebucket.storage.read;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Lets one thread at a time work on a key: what several want is fetched once.
final class KeyedLocks {
  private final Map<String, Object> locks = new ConcurrentHashMap<>();

  /// What is done for a key.
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  <T> T with(String key, Work<T> work) throws IOException {
    Object lock = locks.computeIfAbsent(key, any -> new Object());
    try {
      synchronized (lock) {
        return work.run();
      }
    } finally {
      locks.remove(key, lock);
    }
  }
}
