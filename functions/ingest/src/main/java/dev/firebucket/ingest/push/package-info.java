/// The Pushgateway: short-lived jobs push groups of metrics, which stay until they are replaced or
/// deleted, and Prometheus (or Firebucket itself) scrapes them from here
/// (<https://github.com/prometheus/pushgateway/blob/master/README.md>).
///
/// Start at [PushGateway], the service, and [PushHttp], its surface of HTTP. A group is one object
/// under `push/`, a new one for each change ([GroupStore]); it is durable when a push is answered.
@NullMarked
package dev.firebucket.ingest.push;

import org.jspecify.annotations.NullMarked;
