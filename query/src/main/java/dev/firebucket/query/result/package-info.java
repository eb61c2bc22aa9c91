/// What a query answers, and how it is written.
///
/// [dev.firebucket.query.result.QueryResult] is a vector, a matrix, a scalar or a string, with its
/// annotations; [dev.firebucket.query.result.PrometheusJson] writes it as the `data` of the HTTP
/// API.
package dev.firebucket.query.result;
