/// Runs queries. Entry point: [dev.firebucket.query.engine.QueryEngine].
///
/// A query passes through parser, [dev.firebucket.query.plan.Binder] and
/// [dev.firebucket.query.lower.LowerPlan]; then [dev.firebucket.query.engine.ScanRun] fills what
/// the SQL reads, DuckDB runs the SQL, and [dev.firebucket.query.engine.AnswerReader] takes the
/// answer out of the query's arena.
package dev.firebucket.query.engine;
