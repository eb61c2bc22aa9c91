package dev.firebucket.storage.object;

import java.time.Instant;

/// What a listing says about an object.
///
/// @param key relative to the store
/// @param size bytes
/// @param lastModified when it was written, by the store's clock
public record ObjectSummary(String key, long size, Instant lastModified) {}
