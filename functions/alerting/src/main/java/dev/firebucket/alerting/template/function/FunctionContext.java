package dev.firebucket.alerting.template.function;

import java.net.URI;

/// What functions know of the evaluation that they run in.
///
/// @param query answers `query`
/// @param externalUrl under which users reach this server
/// @param timeMillis of the evaluation
public record FunctionContext(TemplateQuery query, URI externalUrl, long timeMillis) {}
