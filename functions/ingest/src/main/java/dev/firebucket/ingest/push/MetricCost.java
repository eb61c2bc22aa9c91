package dev.firebucket.ingest.push;

import java.util.Collection;
import java.util.Map;

/// About how many bytes pushed metrics take while they are read and merged, counted before there
/// are any: a line of four bytes becomes an object with maps in it.
final class MetricCost {
  /// A metric without labels.
  static final int OF_METRIC = 600;

  /// A point of a histogram or summary.
  static final int OF_POINT = 64;

  private static final int OF_FAMILY = 600;
  private static final int OF_LABEL = 240;

  private MetricCost() {}

  /// Of a label with its name and value.
  static long ofLabel(int characters) {
    return OF_LABEL + 2L * characters;
  }

  /// Of a family with its name and text.
  static long ofFamily(int characters) {
    return OF_FAMILY + 2L * characters;
  }

  /// Of the labels that each metric gets from its group, also in the text that is stored.
  static long ofGroupLabels(GroupingKey key, Collection<PushedFamily> families) {
    long each = OF_LABEL;
    for (Map.Entry<String, String> label : key.labels().entrySet()) {
      each += OF_LABEL + 3L * (label.getKey().length() + label.getValue().length());
    }
    long metrics = 0;
    for (PushedFamily family : families) {
      metrics += family.metrics().size();
    }
    return each * metrics;
  }
}
