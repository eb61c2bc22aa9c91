/// Expressions as text: [dev.firebucket.query.format.ExprPrinter] writes one line,
/// [dev.firebucket.query.format.PrettyPrinter] breaks long ones, and
/// [dev.firebucket.query.format.AstJson] writes the tree as the HTTP API's `parse_query` does.
/// Strings and numbers are written as Go writes them.
package dev.firebucket.query.format;
