package dev.firebucket.ingest.push;

import java.util.List;

/// All metrics of one name.
///
/// @param name without the suffixes of histograms and summaries
/// @param help empty for none
/// @param type of all of them
/// @param metrics in the order they were pushed
record PushedFamily(String name, String help, FamilyType type, List<PushedMetric> metrics) {
  PushedFamily {
    metrics = List.copyOf(metrics);
  }

  PushedFamily withMetrics(List<PushedMetric> others) {
    return new PushedFamily(name, help, type, others);
  }
}
