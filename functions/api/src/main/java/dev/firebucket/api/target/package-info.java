/// What is scraped, how it went, and the metadata of metrics.
@NullMarked
package dev.firebucket.api.target;

import org.jspecify.annotations.NullMarked;
