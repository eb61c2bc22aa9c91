/// HTTP resources: the Prometheus API, the push API, status.
package dev.firebucket.api;
