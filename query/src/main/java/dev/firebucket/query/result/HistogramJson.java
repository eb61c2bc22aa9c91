package dev.firebucket.query.result;

import dev.firebucket.query.histogram.BucketCursor;
import dev.firebucket.storage.model.FloatHistogram;

/// A histogram as Prometheus' JSON writes it (`util/jsonutil`):
/// `{"count":"4","sum":"5","buckets":[[0,"0.5","1","3"],…]}`; empty buckets are left out.
final class HistogramJson {
  /// Which bounds belong to a bucket.
  private static final int UPPER = 0;

  private static final int LOWER = 1;
  private static final int NEITHER = 2;
  private static final int BOTH = 3;

  private HistogramJson() {}

  static void write(JsonBytes json, FloatHistogram histogram) {
    json.raw("{\"count\":");
    SampleText.value(json, histogram.count());
    json.raw(",\"sum\":");
    SampleText.value(json, histogram.sum());
    boolean any = false;
    BucketCursor buckets = BucketCursor.ascending(histogram);
    while (buckets.next()) {
      if (buckets.count() != 0) {
        json.raw(any ? "," : ",\"buckets\":[");
        any = true;
        bucket(json, buckets);
      }
    }
    json.raw(any ? "]}" : "}");
  }

  private static void bucket(JsonBytes json, BucketCursor bucket) {
    json.raw('[').whole(bounds(bucket));
    for (double number : new double[] {bucket.lower(), bucket.upper(), bucket.count()}) {
      json.raw(',');
      SampleText.value(json, number);
    }
    json.raw(']');
  }

  private static int bounds(BucketCursor bucket) {
    if (bucket.lowerInclusive()) {
      return bucket.upperInclusive() ? BOTH : LOWER;
    }
    return bucket.upperInclusive() ? UPPER : NEITHER;
  }
}
