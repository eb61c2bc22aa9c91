/// The bound plan: what an expression means at given times.
///
/// [dev.firebucket.query.plan.Binder] turns an AST into a [dev.firebucket.query.plan.Plan]: every
/// node knows its own steps, every selector its own window after `@`, `offset` and subqueries;
/// constants are folded; what `@` fixes is evaluated once and repeated. Start reading at `Plan`,
/// its three kinds [dev.firebucket.query.plan.ScalarPlan], [dev.firebucket.query.plan.VectorPlan]
/// and [dev.firebucket.query.plan.RangePlan] list all constructs there are.
package dev.firebucket.query.plan;
