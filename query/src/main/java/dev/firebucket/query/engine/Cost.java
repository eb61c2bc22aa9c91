package dev.firebucket.query.engine;

/// What one step of a query cost.
///
/// @param stage `parse`, `bind`, `lower`, `series`, `samples`, `kernel`, `SQL`, `answer`, `write`
/// @param detail what it was done to, and how much of it there was
/// @param millis wall-clock time in milliseconds
public record Cost(String stage, String detail, double millis) {}
