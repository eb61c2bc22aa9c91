/// Between Quarkus' server and the API: bodies are read, requests get threads, answers travel.
///
/// Start at [dev.firebucket.local.http.RequestHandler]. Why it is as it is:
/// `docs/design/overload.md`.
@NullMarked
package dev.firebucket.local.http;

import org.jspecify.annotations.NullMarked;
