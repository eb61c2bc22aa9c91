/// Times and durations as text: as Go's `time` package writes them ([TimeLayout], [DurationText])
/// and as Prometheus reads and writes them in configuration and PromQL ([PrometheusDuration]).
@NullMarked
package dev.firebucket.go.time;

import org.jspecify.annotations.NullMarked;
