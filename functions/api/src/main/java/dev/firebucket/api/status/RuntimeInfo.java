package dev.firebucket.api.status;

import java.time.Instant;

/// The moving part of the status (`/api/v1/status/runtimeinfo`).
///
/// @param startTime of the process, or of this function's environment
/// @param reloadConfigSuccess whether the last attempt to load the configuration went well
/// @param lastConfigTime when a configuration was last loaded well
public record RuntimeInfo(Instant startTime, boolean reloadConfigSuccess, Instant lastConfigTime) {}
