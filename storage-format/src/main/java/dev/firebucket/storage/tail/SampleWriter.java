package dev.firebucket.storage.tail;

import dev.firebucket.storage.model.SampleBatch;
import java.io.IOException;

/// Where fresh samples go. When `write` returns, the samples are durable and visible to the next
/// query.
public interface SampleWriter {
  /// Writes a batch as one object; an empty batch writes nothing.
  ///
  /// @throws IOException when the store does not accept it: some or none of the batch may be
  ///   stored, and the caller may try again
  void write(SampleBatch batch) throws IOException;
}
