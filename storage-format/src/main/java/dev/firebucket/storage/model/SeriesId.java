package dev.firebucket.storage.model;

import java.nio.charset.StandardCharsets;

/// The `series_id` of the samples files: XXH64 (seed 0) of the metric name, the byte 0xFF and the
/// canonical JSON of the labels, all in UTF-8.
///
/// An unsigned 64-bit number; compare with `Long.compareUnsigned`. 0xFF never occurs in UTF-8, so
/// no two pairs of name and labels give the same bytes. Two of a million series share an id with a
/// probability of 3e-8.
public final class SeriesId {
  /// Separates name and labels in the hashed bytes.
  private static final byte SEPARATOR = (byte) 0xff;

  private SeriesId() {}

  /// The id of a label set, its metric name under `__name__`.
  public static long of(LabelSet labels) {
    return of(
        labels.metricName().getBytes(StandardCharsets.UTF_8),
        LabelsJson.write(labels).getBytes(StandardCharsets.UTF_8));
  }

  /// The id of a metric name and the canonical JSON of the other labels, both as UTF-8.
  public static long of(byte[] metric, byte[] labelsJson) {
    byte[] key = new byte[metric.length + 1 + labelsJson.length];
    System.arraycopy(metric, 0, key, 0, metric.length);
    key[metric.length] = SEPARATOR;
    System.arraycopy(labelsJson, 0, key, metric.length + 1, labelsJson.length);
    return Xxh64.hash(key);
  }
}
