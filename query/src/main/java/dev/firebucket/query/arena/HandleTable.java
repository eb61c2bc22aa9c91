package dev.firebucket.query.arena;

import java.util.ArrayList;
import java.util.List;

/// Objects of one kind behind handles. Safe for use by several threads.
///
/// @param <T> the kind
public final class HandleTable<T> {
  private final int arena;
  private final List<T> objects = new ArrayList<>();

  HandleTable(int arena) {
    this.arena = arena;
  }

  /// Keeps an object and gives its handle. Handles rise in order of keeping.
  public synchronized long keep(T object) {
    objects.add(object);
    return Handle.of(arena, objects.size() - 1);
  }

  /// The object of a handle of this table.
  public synchronized T get(long handle) {
    return objects.get(Handle.index(handle));
  }

  /// Many objects at once.
  public synchronized List<T> getAll(long[] handles) {
    List<T> found = new ArrayList<>(handles.length);
    for (long handle : handles) {
      found.add(objects.get(Handle.index(handle)));
    }
    return found;
  }
}
