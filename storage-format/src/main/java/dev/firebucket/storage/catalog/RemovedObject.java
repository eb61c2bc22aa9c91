package dev.firebucket.storage.catalog;

import java.time.Instant;

/// An object whose samples are now in another file: it no longer counts, and is deleted when no
/// reader of an older version can still need it.
///
/// @param key a fresh object, or a compacted samples file (its series file goes with it)
/// @param removedAt when it stopped counting
public record RemovedObject(String key, Instant removedAt) {}
