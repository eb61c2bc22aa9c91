package dev.firebucket.ingest.service;

import dev.firebucket.ingest.target.TargetHealth;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How the scrape of one target went.
///
/// @param job name of the job
/// @param url what was scraped
/// @param health unknown where the time of the run was over before its turn
/// @param error why it is down or was not scraped, null where it is up
/// @param duration of the scrape
/// @param samples how many samples it exposed
public record TargetReport(
    String job,
    String url,
    TargetHealth health,
    @Nullable String error,
    Duration duration,
    int samples) {}
