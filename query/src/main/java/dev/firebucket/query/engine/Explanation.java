package dev.firebucket.query.engine;

/// How a query is evaluated, stage by stage.
///
/// @param expression the query as the parser understood it
/// @param plan the bound plan, an indented tree
/// @param sql the SQL, one common table expression per node; empty for a string
public record Explanation(String expression, String plan, String sql) {}
