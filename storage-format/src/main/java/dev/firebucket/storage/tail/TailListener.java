package dev.firebucket.storage.tail;

import dev.firebucket.storage.model.SampleBatch;

/// Hears of objects that this process has written, so that a reader in the same process need not
/// fetch and decode them to know their series.
@FunctionalInterface
public interface TailListener {
  /// Called after the object is durable, before the write returns.
  void written(TailKey key, SampleBatch batch);
}
