package dev.firebucket.storage.read;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// An object of a snapshot as a local file, kept until the snapshot is closed.
///
/// @param file the object
/// @param samples its file
/// @param series the series file beside a compacted one; null where there is none
public record LocalCopy(StoredFile file, Path samples, @Nullable Path series) {}
