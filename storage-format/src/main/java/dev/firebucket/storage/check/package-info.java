/// Compares whole objects with the checksums that their writers left: one by one
/// ([dev.firebucket.storage.check.WholeCheck]), or all of a store
/// ([dev.firebucket.storage.check.Scrub]).
@NullMarked
package dev.firebucket.storage.check;

import org.jspecify.annotations.NullMarked;
