/// Decoded samples, kept between queries so that a dashboard's next refresh decodes only what is
/// new. Start with [dev.firebucket.query.cache.SampleCache].
///
/// A [dev.firebucket.query.cache.SamplePage] is what one scan found in one file; a
/// [dev.firebucket.query.cache.SampleBlock] is all that is known of one metric in one file. Files
/// never change, so nothing here becomes stale: what no query uses any more is evicted when space
/// is needed.
@NullMarked
package dev.firebucket.query.cache;

import org.jspecify.annotations.NullMarked;
