/// HTTP resources: the Prometheus API, the push API, status. The very same classes serve the local
/// server and the functions behind a URL.
///
/// A resource is thin: it reads parameters ([dev.firebucket.api.request]), calls a plain service
/// that it got by its constructor, and wraps the answer ([dev.firebucket.api.answer]). Whoever
/// deploys this jar produces the services: `QueryEngine`, `StorageReader`, `PushService` and the
/// ports of [dev.firebucket.api.status].
///
/// Two properties of the build say which resources are there. `firebucket.api.query`, `true` when
/// unset: query, series, labels, rules, targets, status, `/metrics`. `firebucket.api.push`: the
/// Pushgateway's surface under `/push` (`prefix`, when unset) or at `/` (`root`), with remote
/// write; or neither (`none`).
@NullMarked
package dev.firebucket.api;

import org.jspecify.annotations.NullMarked;
