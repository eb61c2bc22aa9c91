/// How requests to targets and Alertmanagers are made: authorization, TLS, proxy, headers
/// (`http_config` of Prometheus).
///
/// Start at [dev.firebucket.config.http.HttpClientConfig], what a user writes, and
/// [dev.firebucket.config.http.HttpClientFactory], what makes clients of it.
@NullMarked
package dev.firebucket.config.http;

import org.jspecify.annotations.NullMarked;
