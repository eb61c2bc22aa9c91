package dev.firebucket.config.metrics;

import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.StoreRequest;
import dev.firebucket.storage.object.StoreRequestCounts;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// What this process asked of its store, by kind: what S3 charges.
public final class StoreMetrics implements MetricSource {
  private final ObjectStore store;

  public StoreMetrics(ObjectStore store) {
    this.store = store;
  }

  @Override
  public void collect(MetricFamilies families) {
    StoreRequestCounts counts = store.requests().counts();
    families
        .counter(
            "firebucket_store_requests_total",
            "Requests to the object store, each attempt and page.",
            points(counts, StoreRequestCounts.Count::requests))
        .counter(
            "firebucket_store_request_failures_total",
            "Requests that the object store refused or did not answer.",
            points(counts, StoreRequestCounts.Count::failures))
        .counter(
            "firebucket_store_bytes_total",
            "Bytes of objects sent to the object store or fetched from it.",
            points(counts, StoreRequestCounts.Count::bytes));
  }

  private static List<MetricFamily.Point> points(
      StoreRequestCounts counts, ToDoubleFunction<StoreRequestCounts.Count> value) {
    return MetricFamily.Point.ofEach(
        List.of(StoreRequest.values()),
        "kind",
        StoreRequest::label,
        kind -> value.applyAsDouble(counts.of(kind)));
  }
}
