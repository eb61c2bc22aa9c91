/// The bound plan to relational values: one construct, one file.
///
/// [dev.firebucket.query.lower.LowerPlan] is the switch that ties them; each `Lower…` adds a table
/// named after its PromQL construct to a [dev.firebucket.query.lower.Lowering] and gives a
/// [dev.firebucket.query.lower.Piece] that says what the rows hold. They have the columns `labels`
/// and `grid`: one row per series, a handle each. The SQL that
/// [dev.firebucket.query.sql.SqlPrinter] writes of a method's relation stands above the method; no
/// class here knows any.
package dev.firebucket.query.lower;
