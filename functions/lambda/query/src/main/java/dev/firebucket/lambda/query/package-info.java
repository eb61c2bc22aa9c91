/// The function behind the query URL: the Prometheus HTTP API over the bucket.
///
/// The endpoints are those of `functions/api`; [dev.firebucket.lambda.query.QueryFunction] gives
/// them their services.
@NullMarked
package dev.firebucket.lambda.query;

import org.jspecify.annotations.NullMarked;
