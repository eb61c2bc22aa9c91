package dev.firebucket.ingest.status;

import dev.firebucket.storage.model.LabelSet;

/// A target that relabelling dropped: a line of `droppedTargets` in `/api/v1/targets`.
///
/// @param scrapePool name of the job
/// @param discoveredLabels the labels it had before relabelling
public record DroppedTarget(String scrapePool, LabelSet discoveredLabels) {}
