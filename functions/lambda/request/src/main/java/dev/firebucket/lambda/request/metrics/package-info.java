/// The metrics of the functions behind URLs, which write them into the bucket themselves.
@NullMarked
package dev.firebucket.lambda.request.metrics;

import org.jspecify.annotations.NullMarked;
