/// `prometheus.yml` and what scraping and alerting share of it: validated records, relabelling,
/// HTTP clients.
package dev.firebucket.config;
