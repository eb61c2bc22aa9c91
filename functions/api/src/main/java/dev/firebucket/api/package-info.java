/// HTTP resources: the Prometheus API, the push API, status. The very same classes serve the local
/// server and the functions behind a URL.
///
/// A resource is thin: it reads parameters ([dev.firebucket.api.request]), calls a plain service
/// that it got by its constructor, and wraps the answer ([dev.firebucket.api.answer]). Whoever
/// deploys this jar produces the services: `QueryEngine`, `StorageReader`, `PushService` and the
/// ports of [dev.firebucket.api.status].
///
/// Two properties of the build say which resources are there, both true when unset:
/// `firebucket.api.query` (query, series, labels, rules, targets, status, page) and
/// `firebucket.api.push` (push groups and remote write). `firebucket.api.push.at-root` moves the
/// Pushgateway's surface from `/push` to `/`.
@NullMarked
package dev.firebucket.api;

import org.jspecify.annotations.NullMarked;
