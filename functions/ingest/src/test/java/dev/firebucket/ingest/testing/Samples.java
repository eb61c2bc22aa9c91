package dev.firebucket.ingest.testing;

import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.model.StaleMarker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What was written, as text that tests compare.
public final class Samples {
  private Samples() {}

  /// `labels value @millis` of each sample, sorted; without the report series.
  public static List<String> of(SampleBatch batch) {
    List<String> lines = new ArrayList<>();
    for (SampleBatch.Series series : batch.series()) {
      if (!isReport(series.labels())) {
        for (int i = 0; i < series.size(); i++) {
          lines.add(series.labels() + " " + value(series.value(i)) + " @" + series.timestamp(i));
        }
      }
    }
    lines.sort(null);
    return lines;
  }

  /// The values of the report series by name.
  public static Map<String, Double> reports(SampleBatch batch) {
    Map<String, Double> reports = new TreeMap<>();
    for (SampleBatch.Series series : batch.series()) {
      if (isReport(series.labels())) {
        reports.put(series.labels().metricName(), series.value(series.size() - 1));
      }
    }
    return reports;
  }

  private static boolean isReport(LabelSet labels) {
    String name = labels.metricName();
    return name.equals("up") || name.startsWith("scrape_");
  }

  public static String value(double value) {
    return StaleMarker.is(value) ? "stale" : Double.toString(value);
  }
}
