/// Requests at a function's URL, as Lambda's events bring them, without Quarkus: for the push
/// function whole, for the query function what comes before and after Quarkus' resources.
///
/// Start at [dev.firebucket.lambda.request.UrlRequest].
@NullMarked
package dev.firebucket.lambda.request;

import org.jspecify.annotations.NullMarked;
