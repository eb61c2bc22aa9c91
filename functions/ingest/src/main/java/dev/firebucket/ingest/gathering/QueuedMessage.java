package dev.firebucket.ingest.gathering;

/// A message as the queue hands it over.
///
/// @param id by which the queue knows it
/// @param body see [MessageText]
public record QueuedMessage(String id, String body) {}
