package dev.firebucket.ingest.exposition;

import java.util.Locale;

/// The type of a metric family, as `# TYPE` names it.
public enum MetricType {
  COUNTER,
  GAUGE,
  HISTOGRAM,
  GAUGEHISTOGRAM,
  SUMMARY,
  INFO,
  STATESET,
  UNKNOWN;

  private final String label = name().toLowerCase(Locale.ROOT);

  /// The name as the HTTP API writes it: `counter`, `unknown`, ….
  public String label() {
    return label;
  }
}
