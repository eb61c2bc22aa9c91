package dev.firebucket.api.target;

import dev.firebucket.ingest.status.DroppedTarget;
import dev.firebucket.ingest.status.TargetMetadata;
import dev.firebucket.ingest.status.TargetStatus;
import java.util.List;
import java.util.Map;

/// What is scraped and how it went: port of `/api/v1/targets` and the metadata calls.
///
/// A process that does not scrape itself answers with empty lists.
public interface TargetView {
  /// Every target that is scraped, by jobs.
  List<TargetStatus> activeTargets();

  /// What relabelling dropped, by jobs.
  List<DroppedTarget> droppedTargets();

  /// How many targets relabelling dropped, by job name.
  Map<String, Integer> droppedTargetCounts();

  /// The metadata that every target exposes.
  List<TargetMetadata> metadata();

  /// The URL of a target as it is reached from elsewhere.
  String globalUrl(String url);
}
