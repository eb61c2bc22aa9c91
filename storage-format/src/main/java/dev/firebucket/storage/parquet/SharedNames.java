package dev.firebucket.storage.parquet;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Names of series that many files share: of equal ones the first stands for all, so that comparing
/// them needs no look at their bytes, and those are held once. Thread-safe.
///
/// Bounded: files are read in the order of their series, so what is forgotten was mostly passed.
public final class SharedNames {
  private static final int MOST = 1 << 15;

  private final Map<SeriesName, SeriesName> names = new ConcurrentHashMap<>();

  SeriesName of(SeriesName name) {
    SeriesName known = names.get(name);
    if (known != null) {
      return known;
    }
    if (names.size() >= MOST) {
      names.clear();
    }
    SeriesName first = names.putIfAbsent(name, name);
    return first == null ? name : first;
  }
}
