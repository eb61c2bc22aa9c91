/// Which compacted files count, and which fresh objects they have taken in: one small JSON object
/// per version, written by put-if-absent.
///
/// Start with [dev.firebucket.storage.catalog.Catalog] (one version) and
/// [dev.firebucket.storage.catalog.CatalogStore] (the newest one, and how to commit the next).
@NullMarked
package dev.firebucket.storage.catalog;

import org.jspecify.annotations.NullMarked;
