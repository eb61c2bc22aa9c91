package dev.firebucket.query.engine;

import java.time.Duration;

/// A query at one time.
///
/// @param text PromQL
/// @param timeMillis milliseconds since the epoch
/// @param lookback how old the newest sample of a series may be; 5 m by default
/// @param timeout after which the query ends with an error
public record InstantQuery(String text, long timeMillis, Duration lookback, Duration timeout) {}
