package dev.firebucket.backfill.importing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keeps what was used last, up to a number. Not thread-safe.
final class BoundedCache<K, V> {
  private final Map<K, V> kept;

  BoundedCache(int most) {
    this.kept =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
          }
        };
  }

  @Nullable V get(K key) {
    return kept.get(key);
  }

  void put(K key, V value) {
    kept.put(key, value);
  }
}
