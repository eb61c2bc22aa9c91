package dev.firebucket.ingest.status;

import dev.firebucket.ingest.scrape.MetricMetadata;
import dev.firebucket.ingest.target.Target;
import java.util.List;

/// What one target says of its metrics: for `/api/v1/metadata` and `/api/v1/targets/metadata`.
///
/// @param target who says it; [Target#publicLabels()] are shown
/// @param metadata one per metric family, in no order
public record TargetMetadata(Target target, List<MetricMetadata> metadata) {
  public TargetMetadata {
    metadata = List.copyOf(metadata);
  }
}
