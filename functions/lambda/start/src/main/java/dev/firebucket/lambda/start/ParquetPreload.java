package dev.firebucket.lambda.start;

import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.parquet.SamplesFileWriter;
import java.io.IOException;

/// Loads what writes Parquet, for the functions that store samples.
public final class ParquetPreload implements Preload {
  @Override
  public void run() throws IOException {
    SampleBatch batch = new SampleBatch();
    batch.append(LabelSet.of(LabelSet.NAME, "up"), 0, 1);
    var _ = new SamplesFileWriter().write(batch);
  }
}
