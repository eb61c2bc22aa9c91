/// Relabelling: rewriting and choosing label sets of targets, samples and alerts
/// (`relabel_configs`, https://prometheus.io/docs/prometheus/latest/configuration/configuration/).
///
/// Start at [dev.firebucket.config.relabel.Relabeler].
@NullMarked
package dev.firebucket.config.relabel;

import org.jspecify.annotations.NullMarked;
