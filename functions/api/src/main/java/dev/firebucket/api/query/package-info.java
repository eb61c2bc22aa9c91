/// Queries, series and labels over HTTP.
@NullMarked
package dev.firebucket.api.query;

import org.jspecify.annotations.NullMarked;
