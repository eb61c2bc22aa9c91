/// Relational values: what a plan becomes before anybody evaluates it.
///
/// A [dev.firebucket.query.relation.Relation] has rows of named columns. Columns hold handles:
/// `labels` and `grid`, one row per series; inside a construct also `signature` (the labels that
/// match or group), `met`, `ranking`, `tally`, `members`. What is computed is an
/// [dev.firebucket.query.relation.Expression]: an operation and its arguments, typed objects all.
/// [dev.firebucket.query.sql.SqlPrinter] writes them as SQL. Nothing here knows SQL.
package dev.firebucket.query.relation;
