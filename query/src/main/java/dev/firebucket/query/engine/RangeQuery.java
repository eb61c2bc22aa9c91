package dev.firebucket.query.engine;

import java.time.Duration;

/// A query over steps from start to end, both included.
///
/// @param text PromQL
/// @param startMillis milliseconds since the epoch
/// @param endMillis not before start
/// @param stepMillis above 0
/// @param lookback how old the newest sample of a series may be; 5 m by default
/// @param timeout after which the query ends with an error
public record RangeQuery(
    String text,
    long startMillis,
    long endMillis,
    long stepMillis,
    Duration lookback,
    Duration timeout) {}
