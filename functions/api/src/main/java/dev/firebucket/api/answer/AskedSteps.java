package dev.firebucket.api.answer;

/// The steps that a request asks for.
///
/// @param startMillis milliseconds since the epoch
/// @param endMillis not before the start
/// @param stepMillis above 0
public record AskedSteps(long startMillis, long endMillis, long stepMillis) {}
