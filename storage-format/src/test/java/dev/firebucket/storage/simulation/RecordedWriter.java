package dev.firebucket.storage.simulation;

import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.tail.SampleWriter;
import java.io.IOException;
import java.util.List;

/// Writes samples and notes what was written, and what was acknowledged.
///
/// @param process that writes
/// @param writer of the process
/// @param ordered whether of two values for one series and time the later is the right one; else
///   any is, as for a scrape that is repeated
public record RecordedWriter(SimulatedProcess process, SampleWriter writer, boolean ordered)
    implements SampleWriter {
  private static final int ATTEMPTS = 3;

  @Override
  public void write(List<SampleBatch> samples) throws IOException {
    if (samples.stream().allMatch(SampleBatch::isEmpty)) {
      return;
    }
    Ledger ledger = process.world().ledger();
    Ledger.Written batch = ledger.begin(samples, ordered);
    ledger.attempt(process, batch);
    writer.write(samples);
    ledger.acknowledge(batch);
  }

  /// Writes, again where that fails.
  public void writeUntilStored(List<SampleBatch> samples) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        write(samples);
        return;
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }
}
