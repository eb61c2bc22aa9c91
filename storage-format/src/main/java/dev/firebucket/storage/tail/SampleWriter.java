package dev.firebucket.storage.tail;

import dev.firebucket.storage.model.SampleBatch;
import java.io.IOException;
import java.util.List;

/// Where fresh samples go. When `write` returns, the samples are durable and visible to the next
/// query; a writer that gathers makes its callers wait until then.
@FunctionalInterface
public interface SampleWriter {
  /// Writes some batches as one object; empty ones write nothing. Of samples of one series at one
  /// time the last stays.
  ///
  /// @throws IOException when the store does not take them: nothing is promised of any of them
  ///   then, and the caller may try again
  void write(List<SampleBatch> batches) throws IOException;

  /// Writes one batch as one object.
  default void write(SampleBatch batch) throws IOException {
    write(List.of(batch));
  }
}
