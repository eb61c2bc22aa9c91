package dev.firebucket.backfill.exporting;

import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.sql.OrderedSamples;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/// Where an export goes. Samples come day by day, and in a day series by series in order of labels.
public sealed interface ExportTarget extends Closeable permits OpenMetricsTarget, BlockTarget {
  /// A day begins.
  ///
  /// @param series all that may have samples in it
  OrderedSamples.Sink begin(List<LabelSet> series) throws IOException;

  /// The day is over.
  void endDay() throws IOException;

  /// Everything is written.
  ExportReport finish() throws IOException;
}
