/// The bound plan to SQL: one construct, one file.
///
/// [dev.firebucket.query.lower.LowerPlan] is the switch that ties them; each `Lower…` adds one
/// common table expression named after its PromQL construct to a
/// [dev.firebucket.query.lower.Lowering] and gives a [dev.firebucket.query.lower.Piece] that says
/// what the relation holds. A relation has the columns `labels` and `grid`: one row per series, a
/// handle each. The SQL that a method emits stands above it.
package dev.firebucket.query.lower;
