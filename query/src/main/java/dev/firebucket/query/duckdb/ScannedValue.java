package dev.firebucket.query.duckdb;

import dev.firebucket.storage.model.StaleMarker;

/// A value as a scan reads it: which NaN it is says the column `stale`, never its bits, for engines
/// replace one NaN by another.
final class ScannedValue {
  private ScannedValue() {}

  static double of(double value, boolean stale) {
    if (!Double.isNaN(value)) {
      return value;
    }
    return stale ? StaleMarker.VALUE : Double.NaN;
  }
}
