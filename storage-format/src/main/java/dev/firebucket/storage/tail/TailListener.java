package dev.firebucket.storage.tail;

import dev.firebucket.storage.parquet.SeriesSpan;
import java.util.List;

/// Hears of objects that this process has written, so that a reader in the same process need not
/// fetch and decode them to know their series.
@FunctionalInterface
public interface TailListener {
  /// Takes note of an object and its series; called after the object is durable, before the write
  /// returns.
  void written(TailKey key, List<SeriesSpan> series);
}
