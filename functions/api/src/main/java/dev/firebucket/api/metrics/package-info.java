/// What Firebucket says of itself at /metrics, under Prometheus' names where the meaning is the
/// same.
@NullMarked
package dev.firebucket.api.metrics;

import org.jspecify.annotations.NullMarked;
