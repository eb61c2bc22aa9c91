package dev.firebucket.storage.tail;

import dev.firebucket.storage.parquet.SamplesFile;

/// Is told about objects that this process wrote, so that a reader in the same process need not
/// download and decode them to know their series.
@FunctionalInterface
public interface TailListener {
  /// Called with an object after it is durable and before the write returns.
  void written(TailKey key, SamplesFile file);
}
