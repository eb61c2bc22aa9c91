/// Firebucket's own metrics at /metrics, with Prometheus' names where the meaning is the same.
@NullMarked
package dev.firebucket.api.metrics;

import org.jspecify.annotations.NullMarked;
