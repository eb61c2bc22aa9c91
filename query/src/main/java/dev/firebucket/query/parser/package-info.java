/// Text to AST. Entry point: `PromqlParser.parse(String text, ParserFeatures features)` gives a
/// type-checked [dev.firebucket.query.ast.Expr] or throws
/// [dev.firebucket.query.error.PromqlException] of type `BAD_DATA` with Prometheus' message and the
/// place.
package dev.firebucket.query.parser;
