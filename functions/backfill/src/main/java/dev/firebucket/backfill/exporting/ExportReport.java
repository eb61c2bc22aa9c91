package dev.firebucket.backfill.exporting;

import java.util.List;

/// What an export wrote.
///
/// @param samples written
/// @param series different series, counted once a day
/// @param staleMarkers left out, since the format has none
/// @param histograms native histograms left out, since the format has none
/// @param blocks names of the blocks written
public record ExportReport(
    long samples, long series, long staleMarkers, long histograms, List<String> blocks) {
  public ExportReport {
    blocks = List.copyOf(blocks);
  }
}
