package dev.firebucket.query.engine;

import dev.firebucket.query.ast.Expr;

/// A query that is parsed once and answered at many times: see [QueryEngine#prepare].
///
/// @param text as it was written; places in annotations point into it
public record PreparedQuery(String text, Expr expression) {}
