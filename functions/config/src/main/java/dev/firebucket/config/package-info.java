/// `prometheus.yml` and what scraping and alerting share of it: validated records, relabelling,
/// HTTP clients.
///
/// Start at [dev.firebucket.config.ConfigLoader], which gives a
/// [dev.firebucket.config.PrometheusConfig].
@NullMarked
package dev.firebucket.config;

import org.jspecify.annotations.NullMarked;
