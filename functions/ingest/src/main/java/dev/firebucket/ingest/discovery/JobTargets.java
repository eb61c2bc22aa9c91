package dev.firebucket.ingest.discovery;

import dev.firebucket.ingest.target.Target;
import dev.firebucket.storage.model.LabelSet;
import java.util.List;

/// The targets of one job at one time.
///
/// @param active to be scraped, each only once
/// @param dropped discovered labels of what relabelling dropped, at most `keep_dropped_targets`
/// @param droppedCount how many were dropped
/// @param failures addresses that make no target, one sentence each
/// @param errors sources that could not be read and stand as they last could, one sentence each
public record JobTargets(
    List<Target> active,
    List<LabelSet> dropped,
    int droppedCount,
    List<String> failures,
    List<String> errors) {
  /// No target at all.
  static final JobTargets NONE = new JobTargets(List.of(), List.of(), 0, List.of(), List.of());

  public JobTargets {
    active = List.copyOf(active);
    dropped = List.copyOf(dropped);
    failures = List.copyOf(failures);
    errors = List.copyOf(errors);
  }
}
