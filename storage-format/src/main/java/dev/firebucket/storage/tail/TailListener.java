package dev.firebucket.storage.tail;

import dev.firebucket.storage.parquet.SeriesSpan;
import java.util.List;

/// Is told about objects that this process wrote, so that a reader in the same process need not
/// download and decode them to know their series.
@FunctionalInterface
public interface TailListener {
  /// Called with an object and its series after the object is durable and before the write returns.
  void written(TailKey key, List<SeriesSpan> series);
}
