/// Requests at a function's URL, as Lambda's events bring them.
///
/// Start at [dev.firebucket.lambda.request.UrlEntrance].
@NullMarked
package dev.firebucket.lambda.request;

import org.jspecify.annotations.NullMarked;
