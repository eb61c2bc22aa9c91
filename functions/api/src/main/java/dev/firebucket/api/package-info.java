/// The HTTP API without a server: the Prometheus API, the push API, status, the page. The very same
/// classes serve the local server and the query function.
///
/// [dev.firebucket.api.ApiRoutes] lists every path. An endpoint is thin: it reads parameters
/// ([dev.firebucket.api.request]), calls a plain service that it got by its constructor, and wraps
/// the answer ([dev.firebucket.api.answer]). [dev.firebucket.api.routing.HttpApi] finds the
/// endpoint and turns failures into answers. Whoever serves it brings
/// [dev.firebucket.api.ApiServices].
@NullMarked
package dev.firebucket.api;

import org.jspecify.annotations.NullMarked;
