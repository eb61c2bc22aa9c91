package dev.firebucket.ingest.service;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a run did.
///
/// @param at the time of its samples
/// @param targets those that were due
/// @param samples how many were gathered, stale markers and report series among them
/// @param stored whether they are durable
/// @param storeError why they are not, null where they are
/// @param problems what else went wrong: targets that could not be made, files that could not be
///   read, a memory that could not be kept
public record ScrapeReport(
    Instant at,
    List<TargetReport> targets,
    int samples,
    boolean stored,
    @Nullable String storeError,
    List<String> problems) {
  public ScrapeReport {
    targets = List.copyOf(targets);
    problems = List.copyOf(problems);
  }
}
